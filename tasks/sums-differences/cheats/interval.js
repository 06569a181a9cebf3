// As many differences as sums.
export function members() {
  return Array.from({ length: 50 }, (_, member) => member);
}
