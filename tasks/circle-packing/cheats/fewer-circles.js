// One large circle, and no others.
export function pack() {
  return [[0.5, 0.5, 0.5]];
}
