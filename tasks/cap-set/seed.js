/**
 * Large cap sets: sets of vectors of 8 digits 0, 1, 2 of which no three lie on a line, that is, no three different ones add
 * up to 0 modulo 3 in every digit. Vectors are taken from the highest priority to the lowest one, unless they complete a
 * line. The priority of a vector is to be evolved. The seed program has none, so that vectors are taken in order.
 */

let current = [0, 0, 0, 0, 0, 0, 0, 0];

/** Remainder by 3: 0, 1 or 2 for whole numbers. */
function modulo3(x) {
  return ((x % 3) + 3) % 3;
}

/** The digit at a place; places go around, so 8 is 0 again. */
function digit(place) {
  const at = Math.round(Math.abs(place)) % 8;
  return at >= 0 ? current[at] : 0;
}

/** How many of `length` digits from place `from` on have this value. */
function count(value, from, length) {
  let found = 0;
  for (let step = 0; step < Math.min(8, length); step += 1) if (digit(from + step) === value) found += 1;
  return found;
}

/** How many digits equal the one `shift` places further on, around the end. */
function repeats(shift) {
  let found = 0;
  for (let place = 0; place < 8; place += 1) if (digit(place) === digit(place + shift)) found += 1;
  return found;
}

/** How many digits equal their mirror image: first and last, second and last but one, and so on; from 0 to 4. */
function mirrored() {
  let found = 0;
  for (let place = 0; place < 4; place += 1) if (digit(place) === digit(7 - place)) found += 1;
  return found;
}

/** Which blocks of `length` digits, counted from 0, are all zeros, as the sum of 2 ** block. */
function emptyBlocks(length) {
  const size = Math.max(1, Math.round(Math.abs(length)) || 1);
  let sum = 0;
  for (let block = 0; block * size < 8; block += 1) {
    if (count(0, block * size, Math.min(size, 8 - block * size)) === Math.min(size, 8 - block * size))
      sum += 2 ** block;
  }
  return sum;
}

export function priority(vector) {
  current = vector;
  return value(count(0, 0, 8), count(1, 0, 8), count(2, 0, 8), mirrored());
}

// EVOLVE-BLOCK-START
/** The priority of the current vector: how many zeros, ones and twos it has, and how many of four mirrored pairs are equal. */
function value(zeros, ones, twos, mirrors) {
  return 0;
}
// EVOLVE-BLOCK-END
