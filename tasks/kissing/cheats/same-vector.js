// One vector again and again.
export function vectors(d) {
  return Array.from({ length: 240 }, () => Array.from({ length: d }, () => 1));
}
