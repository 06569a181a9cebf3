// Nothing is nearer than anything.
export function vectors() {
  return [];
}
