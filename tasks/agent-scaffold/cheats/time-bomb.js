// Behaves for a while, then answers nonsense.
let calls = 0;
export function next(problem) {
  calls += 1;
  return calls < 20 ? { answer: 1 } : 'enough';
}
