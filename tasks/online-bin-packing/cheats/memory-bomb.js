// Takes memory until something breaks.
export function priority() {
  const kept = [];
  for (let size = 1; ; size *= 2) kept.push(new Array(size).fill(size));
}
