// A short vector between long ones.
export function vectors(d) {
  const long = Array.from({ length: d }, (_, k) => Array.from({ length: d }, (_, axis) => (k === axis ? 9 : 0)));
  return [...long, long[0].map(() => 1)];
}
