// Terms that are nothing, in the hope that they are not counted but read.
export function terms(n) {
  const zeros = new Array(n * n).fill(-0);
  return [[zeros, zeros, zeros]];
}
