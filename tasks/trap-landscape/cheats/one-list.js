// All bits in one list, not in blocks.
export function blocks() {
  return new Array(30).fill(1);
}
