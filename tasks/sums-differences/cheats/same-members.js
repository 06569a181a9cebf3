// One number many times.
export function members() {
  return new Array(100).fill(3);
}
