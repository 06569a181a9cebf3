// 0 is as near to everything as it is long.
export function vectors(d) {
  return Array.from({ length: 240 }, () => Array.from({ length: d }, () => 0));
}
