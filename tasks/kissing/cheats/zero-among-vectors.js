// 0 counts as a vector that touches.
export function vectors(d) {
  const axes = Array.from({ length: d }, (_, k) => Array.from({ length: d }, (_, axis) => (k === axis ? 1 : 0)));
  return [...axes, axes[0].map(() => 0)];
}
