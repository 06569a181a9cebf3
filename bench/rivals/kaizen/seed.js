// EVOLVE-BLOCK-START
export function parameters() {
  return [12.5, 40.0, 7.25, 3.0];
}
// EVOLVE-BLOCK-END
