// Left of the left side by the smallest number there is.
export function place(n) {
  return Array.from({ length: n }, (_, k) => [k === 0 ? -Number.MIN_VALUE : k / n / 2, (k * k) / n / n / 2]);
}
