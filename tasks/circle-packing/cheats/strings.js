// Text that arithmetic turns into numbers, except for +.
export function pack(n) {
  return Array.from({ length: n }, () => ['0.5', '0.5', '0.5']);
}
