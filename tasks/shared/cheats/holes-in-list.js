// A list with a length and no members: methods of lists skip holes.
export function answer() {
  return new Array(48);
}
