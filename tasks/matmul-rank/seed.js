/**
 * Fast matrix multiplication: n × n matrices with few products of numbers. A term is such a product: a sum of entries of A
 * times a sum of entries of B, which is added to some entries of C. A walk begins with the n³ terms of the textbook. A flip
 * rewrites two terms that share a factor and changes no result; now and then two terms become one. Which flips are made,
 * when a term is split and when the walk goes back is to be evolved. The seed program only makes flips that leave fewer
 * entries, and at the start there is none.
 */

/** A factor is a vector of −1, 0 and 1: bits 0 to 8 say where 1 is, bits 9 to 17 where −1 is. */
function opposite(factor) {
  return (factor >> 9) | ((factor & 511) << 9);
}

/** Sum of two factors; −1 when an entry would be 2 or −2. */
function sum(left, right) {
  if (left & right) return -1;
  const plus = (left | right) & 511;
  const minus = (left | right) >> 9;
  return (plus & ~minus) | ((minus & ~plus) << 9);
}

/** How many entries are not 0. */
function entries(factor) {
  let bits = (factor | (factor >> 9)) & 511;
  bits -= (bits >> 1) & 341;
  bits = (bits & 819) + ((bits >> 2) & 819);
  return (bits + (bits >> 4) + (bits >> 8)) & 15;
}

/** A term whose first two factors begin with 1: equal terms look equal. */
function term(a, b, c) {
  const first = a | (a >> 9);
  const second = b | (b >> 9);
  const turnsA = ((a >> 9) & first & -first) > 0;
  const turnsB = ((b >> 9) & second & -second) > 0;
  return [turnsA ? opposite(a) : a, turnsB ? opposite(b) : b, turnsA !== turnsB ? opposite(c) : c];
}

function changed(factors, place, factor) {
  return term(place === 0 ? factor : factors[0], place === 1 ? factor : factors[1], place === 2 ? factor : factors[2]);
}

let state = 1;

/** A number from 0 up to but not 1; the same ones in the same order for each start. */
function random() {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) / 4294967296;
}

function textbook(n) {
  const terms = [];
  for (let i = 0; i < n; i += 1)
    for (let j = 0; j < n; j += 1)
      for (let k = 0; k < n; k += 1) terms.push([1 << (i * n + j), 1 << (j * n + k), 1 << (i * n + k)]);
  return terms;
}

/** a⊗b⊗c + a⊗b′⊗c′ = a⊗(b ± b′)⊗c + a⊗b′⊗(c′ ∓ c): two terms that share a, or undefined when an entry would be too large. */
function flipped(left, right, place) {
  const turned = place === 2 && left[2] !== right[2] ? [opposite(right[0]), right[1], opposite(right[2])] : right;
  const isFirst = random() < 0.5;
  const isSum = random() < 0.5;
  const b = (place + (isFirst ? 1 : 2)) % 3;
  const c = (place + (isFirst ? 2 : 1)) % 3;
  const added = sum(left[b], isSum ? turned[b] : opposite(turned[b]));
  const rest = sum(turned[c], isSum ? opposite(left[c]) : left[c]);
  if (added < 0 || rest < 0) return undefined;
  const growth = entries(added) + entries(rest) - entries(left[b]) - entries(turned[c]);
  return { growth, left: changed(left, b, added), right: changed(turned, c, rest) };
}

/** Makes one term of this one and another that shares two factors with it; whether there was one. */
function merge(terms, at) {
  const [a, b, c] = terms[at];
  for (let other = 0; other < terms.length; other += 1) {
    const [x, y, z] = terms[other];
    const sameA = a === x;
    const sameB = b === y;
    if (other === at || !(sameA || sameB)) continue;
    const isOpposite = c === opposite(z);
    if (!(sameA && sameB) && c !== z && !isOpposite) continue;
    const place = sameA && sameB ? 2 : sameA ? 1 : 0;
    const more = terms[other][place];
    const factor = sum(terms[at][place], place < 2 && isOpposite ? opposite(more) : more);
    if (factor < 0) continue;
    terms[at] = changed(terms[at], place, factor);
    terms.splice(other, 1);
    return true;
  }
  return false;
}

/** Writes two terms as three, which opens new ways: a⊗b⊗c + x⊗y⊗z = a⊗(b + y)⊗c + (x − a)⊗y⊗z + a⊗y⊗(z − c). */
function splitTwo(terms) {
  const at = Math.floor(random() * terms.length);
  const other = Math.floor(random() * terms.length);
  const place = Math.floor(random() * 3);
  const [a, b, c] = [place, (place + 1) % 3, (place + 2) % 3];
  const [left, right] = [terms[at], terms[other]];
  const added = sum(left[b], right[b]);
  const apart = sum(right[a], opposite(left[a]));
  const rest = sum(right[c], opposite(left[c]));
  if (at === other || added <= 0 || apart <= 0 || rest <= 0) return;
  const third = [0, 0, 0];
  third[a] = left[a];
  third[b] = right[b];
  third[c] = rest;
  terms[at] = changed(left, b, added);
  terms[other] = changed(right, a, apart);
  terms.push(term(third[0], third[1], third[2]));
}

/** A place from 0 to 2 whose factor two terms share; the third one up to its sign. −1 when there is none. */
function sharedPlace(left, right) {
  if (left[0] === right[0]) return 0;
  if (left[1] === right[1]) return 1;
  return left[2] === right[2] || left[2] === opposite(right[2]) ? 2 : -1;
}

function step(terms, since, above) {
  const at = Math.floor(random() * terms.length);
  const from = Math.floor(random() * terms.length);
  for (let next = 0; next < terms.length; next += 1) {
    const other = (from + next) % terms.length;
    const place = other === at ? -1 : sharedPlace(terms[at], terms[other]);
    if (place < 0) continue;
    const pair = flipped(terms[at], terms[other], place);
    if (pair === undefined || !(take(pair.growth, since, above, terms.length) > 0)) return terms;
    terms[at] = pair.left;
    terms[other] = pair.right;
    const isZero = ([a, b, c]) => a === 0 || b === 0 || c === 0;
    if (isZero(pair.left) || isZero(pair.right)) return terms.filter((factors) => !isZero(factors));
    if (!merge(terms, at)) merge(terms, other);
    return terms.some(isZero) ? terms.filter((factors) => !isZero(factors)) : terms;
  }
  return terms;
}

/** Terms for n × n matrices, n = 2 or 3, as lists [sum of A, sum of B, entries of C] of n² numbers each. */
export function terms(n, start) {
  state = (start * 2654435761) | 1;
  for (let warm = 0; warm < 8; warm += 1) random();
  let now = textbook(n);
  let best = now.slice();
  let since = 0;
  for (let turn = 0; turn < (n === 2 ? 10000 : 200000); turn += 1) {
    const above = now.length - best.length;
    since += 1;
    if (back(since, above, n) > 0) {
      now = best.slice();
      since = 0;
    } else if (above < 4 && split(since, above, n) > 0) {
      splitTwo(now);
      since = 0;
    } else {
      now = step(now, since, above);
    }
    if (now.length < best.length) since = 0;
    if (now.length <= best.length) best = now.slice();
  }
  const numbers = (factor) =>
    Array.from({ length: n * n }, (_, entry) => ((factor >> entry) & 1) - ((factor >> (9 + entry)) & 1));
  return best.map((factors) => factors.map(numbers));
}

// EVOLVE-BLOCK-START
/**
 * Whether a flip is made: when this is above 0.
 * growth: entries after it less those before, of the two factors that change. since: turns since the fewest terms so far
 * became fewer, or since the last split or return. above: terms more than the fewest so far. rank: terms now.
 */
function take(growth, since, above, rank) {
  return -growth;
}

/** Whether two terms are written as three: when this is above 0. At most 4 terms above the fewest. */
function split(since, above, n) {
  return 0;
}

/** Whether the walk goes back to the fewest terms so far: when this is above 0. */
function back(since, above, n) {
  return 0;
}
// EVOLVE-BLOCK-END
