/**
 * Sets of whole numbers with many differences and few sums. Members are sums of digit * base ** place over vectors of
 * digits; all vectors of `places()` digits from 0 to `top()` are looked at, and a rule says which of them are kept. Numbers of
 * places, digits and base, and the rule are to be evolved. The seed program keeps all numbers with two digits in base 3.
 */

/** Whole numbers from `least` to `most`. */
function whole(value, least, most) {
  return Math.max(least, Math.min(most, Math.round(value) || least));
}

/** The members of the set, at most 3,000. */
export function members() {
  const count = whole(places(), 1, 8);
  const highest = whole(top(), 1, 60);
  const factor = whole(base(), 2, 200);
  const found = [];
  const digits = new Array(count).fill(0);
  for (let turn = 0; turn < 60000 && found.length < 3000; turn += 1) {
    let sum = 0;
    let squares = 0;
    let largest = 0;
    let zeros = 0;
    let number = 0;
    let weight = 1;
    for (let place = 0; place < count; place += 1) {
      const digit = digits[place];
      sum += digit;
      squares += digit * digit;
      if (digit > largest) largest = digit;
      if (digit === 0) zeros += 1;
      number += digit * weight;
      weight *= factor;
    }
    if (number <= 2 ** 22 && keep(sum, largest, zeros, squares, digits[0], digits[count - 1]) > 0) found.push(number);
    let place = 0;
    while (place < count && digits[place] === highest) {
      digits[place] = 0;
      place += 1;
    }
    if (place === count) break;
    digits[place] += 1;
  }
  return found;
}

// EVOLVE-BLOCK-START
/** How many digits there are, from 1 to 8. */
function places() {
  return 2;
}

/** The highest digit, from 1 to 60. */
function top() {
  return 2;
}

/** What a place is worth more than the one before it, from 2 to 200. */
function base() {
  return 3;
}

/**
 * Which vectors are kept: those with a number above 0.
 * sum, squares: of the digits and of their squares. largest: the largest digit. zeros: how many digits are 0.
 * first, last: the digits at the lowest and at the highest place.
 */
function keep(sum, largest, zeros, squares, first, last) {
  return 1;
}
// EVOLVE-BLOCK-END
