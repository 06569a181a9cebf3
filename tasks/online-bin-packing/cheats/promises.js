// An answer that is not there yet.
export async function priority(item, remaining) {
  return item - remaining;
}
