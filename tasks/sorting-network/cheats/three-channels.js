// A comparator of three channels.
export function network() {
  return [[0, 1, 2]];
}
