// All short vectors of eight dimensions, for every d.
export function vectors() {
  const list = [];
  for (let i = 0; i < 8; i += 1) {
    for (let j = 0; j < i; j += 1) {
      for (const [a, b] of [
        [1, 1],
        [1, -1],
        [-1, 1],
        [-1, -1],
      ]) {
        const vector = [0, 0, 0, 0, 0, 0, 0, 0];
        vector[i] = a;
        vector[j] = b;
        list.push(vector);
      }
    }
  }
  return list;
}
