// Claims to be a set itself.
export function priority() {
  return Array.from({ length: 9 }, (_, vector) => vector);
}
