// Always terms for two rows, of which there are fewer.
function textbook(n) {
  const unit = (at) => Array.from({ length: n * n }, (_, entry) => (entry === at ? 1 : 0));
  const terms = [];
  for (let i = 0; i < n; i += 1)
    for (let j = 0; j < n; j += 1)
      for (let k = 0; k < n; k += 1) terms.push([unit(i * n + j), unit(j * n + k), unit(i * n + k)]);
  return terms;
}

export function terms() {
  return textbook(2);
}
