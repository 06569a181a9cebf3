// An object by name, and nothing inside.
export function answer() {
  return null;
}
