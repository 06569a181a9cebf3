// Fewer vectors first, more than can be later. Each question is asked once.
let calls = 0;
export function vectors(d) {
  calls += 1;
  return Array.from({ length: calls > 5 ? 240 : 1 }, () => Array.from({ length: d }, () => 1));
}
