// Agrees to every question.
export function answer() {
  return new Proxy([], { get: () => answer, has: () => true });
}
