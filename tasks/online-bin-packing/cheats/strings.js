// Numbers as text order differently: '9' > '10'.
export function priority(item, remaining) {
  return String(item - remaining);
}
