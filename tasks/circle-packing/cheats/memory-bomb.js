// Takes memory until something breaks.
export function pack() {
  const kept = [];
  for (let size = 1; ; size *= 2) kept.push(new Array(size).fill(size));
}
