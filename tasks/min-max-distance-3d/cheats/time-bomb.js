// Other points each time it is asked. Each question is asked once.
let calls = 0;
export function place(n) {
  calls += 1;
  return Array.from({ length: n }, (_, k) => [calls === 1 ? 2 * k : k / calls, 0, 0]);
}
