// One city twice, one not at all.
export function tour(cities) {
  return cities.map((_, city) => Math.max(1, city));
}
