// All bits in one list, not in blocks.
export function blocks() {
  return new Array(48).fill(1);
}
