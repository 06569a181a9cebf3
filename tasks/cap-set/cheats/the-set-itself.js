// Claims to be a set of all vectors.
export function priority() {
  return Array.from({ length: 6561 }, (_, vector) => vector);
}
