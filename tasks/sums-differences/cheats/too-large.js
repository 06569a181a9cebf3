// Members beyond what is counted.
export function members() {
  return [0, 1, 2 ** 40];
}
