// Cities from the other end of the list.
export function tour(cities) {
  return cities.map((_, city) => -city);
}
