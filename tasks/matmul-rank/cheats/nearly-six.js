// Tiny and huge numbers together come near with fewer terms than there can be: whole numbers only.
export function terms(n) {
  const tiny = Array.from({ length: n * n }, (_, entry) => (entry + 1) * 1e-9);
  const huge = Array.from({ length: n * n }, () => 1e9);
  return [[tiny, tiny, huge]];
}
