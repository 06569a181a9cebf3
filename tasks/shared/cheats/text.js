// Text that looks like a list of numbers.
export function answer() {
  return '[[1,1],[1,1]]';
}
