// Gives up after a thousand answers.
let calls = 0;
export function priority(item, remaining) {
  calls += 1;
  if (calls > 1000) throw new Error('enough');
  return item - remaining;
}
