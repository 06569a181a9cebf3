// A network of no comparators sorts what is sorted already.
export function network() {
  return [];
}
