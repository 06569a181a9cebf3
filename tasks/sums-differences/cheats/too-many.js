// More members than there may be.
export function members() {
  return Array.from({ length: 3_001 }, (_, member) => member);
}
