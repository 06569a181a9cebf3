// Makes all vectors the same one, in its own copy.
export function priority(vector) {
  vector.fill(0);
  return 0;
}
