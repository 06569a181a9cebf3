import type { Random } from '../../src/base/random.ts';

/** Problems of one kind. `make` may answer out of range: such draws are drawn again. */
export interface Family {
  readonly name: string;
  readonly area: 'number theory' | 'combinatorics' | 'algebra';
  /** 0 easy … 1 hard, for the simulated solver. A judgement, not a measurement. */
  readonly difficulty: number;
  readonly make: (random: Random) => { readonly text: string; readonly answer: number };
}

const between = (random: Random, low: number, high: number): number => low + random.integer(high - low + 1);

const range = (low: number, high: number): number[] => Array.from({ length: high - low + 1 }, (_, at) => low + at);

const PRIMES = [7, 11, 13, 17, 19, 23];

/** Written for this task; answers are counted or computed directly, so that they are right by construction. */
export const FAMILIES: readonly Family[] = [
  {
    name: 'remainder of a power',
    area: 'number theory',
    difficulty: 0.35,
    make: (random) => {
      const [base, exponent, modulus] = [between(random, 3, 60), between(random, 30, 400), between(random, 100, 999)];
      const answer = Number(BigInt(base) ** BigInt(exponent) % BigInt(modulus));
      return { text: `Find the remainder when ${base}^${exponent} is divided by ${modulus}.`, answer };
    },
  },
  {
    name: 'divisors',
    area: 'number theory',
    difficulty: 0.2,
    make: (random) => {
      const [two, three, five] = [between(random, 2, 9), between(random, 1, 7), between(random, 1, 5)];
      const least = between(random, 2, 12);
      const divisors = range(0, two).flatMap((a) =>
        range(0, three).flatMap((b) => range(0, five).map((c) => 2 ** a * 3 ** b * 5 ** c)),
      );
      const text = `How many positive divisors of 2^${two} · 3^${three} · 5^${five} are divisible by ${least}?`;
      return { text, answer: divisors.filter((divisor) => divisor % least === 0).length };
    },
  },
  {
    name: 'residues',
    area: 'number theory',
    difficulty: 0.45,
    make: (random) => {
      const [first, second] = random.shuffle(PRIMES).slice(0, 2) as [number, number];
      const [a, b, c] = [random.integer(first), random.integer(second), random.integer(3)];
      const found = range(1, 3 * first * second).find((n) => n % first === a && n % second === b && n % 3 === c);
      const text = `Find the smallest positive integer that leaves remainder ${a} on division by ${first}, ${b} on division by ${second}, and ${c} on division by 3.`;
      return { text, answer: found as number };
    },
  },
  {
    name: 'exactly one divisor of three',
    area: 'number theory',
    difficulty: 0.5,
    make: (random) => {
      const [a, b, c] = random.shuffle(range(3, 15)).slice(0, 3) as [number, number, number];
      const limit = between(random, 400, 2000);
      const count = range(1, limit).filter((n) => [a, b, c].filter((d) => n % d === 0).length === 1).length;
      const text = `How many integers from 1 to ${limit} inclusive are divisible by exactly one of ${a}, ${b} and ${c}?`;
      return { text, answer: count };
    },
  },
  {
    name: 'paths around a point',
    area: 'combinatorics',
    difficulty: 0.55,
    make: (random) => {
      const [width, height] = [between(random, 4, 8), between(random, 4, 8)];
      const [x, y] = [between(random, 1, width - 1), between(random, 1, height - 1)];
      const ways = pathsAround(width, height, x, y);
      const text = `A path goes from (0, 0) to (${width}, ${height}) in steps of one unit to the right or up, and does not pass through (${x}, ${y}). Find the remainder when the number of such paths is divided by 1000.`;
      return { text, answer: ways % 1000 };
    },
  },
  {
    name: 'boxes with a limit',
    area: 'combinatorics',
    difficulty: 0.6,
    make: (random) => {
      const [balls, boxes, most] = [between(random, 6, 14), between(random, 3, 5), between(random, 3, 6)];
      const text = `In how many ways can ${balls} identical balls be put into ${boxes} different boxes so that no box holds more than ${most} balls?`;
      return { text, answer: boxWays(balls, boxes, most) };
    },
  },
  {
    name: 'digit sums',
    area: 'combinatorics',
    difficulty: 0.4,
    make: (random) => {
      const [sum, divisor] = [between(random, 5, 30), between(random, 2, 4)];
      const found = range(1000, 9999).filter((n) => n % divisor === 0 && digitSum(n) === sum);
      const text = `How many four-digit positive integers are divisible by ${divisor} and have digit sum ${sum}?`;
      return { text, answer: found.length };
    },
  },
  {
    name: 'words without neighbours',
    area: 'combinatorics',
    difficulty: 0.75,
    make: (random) => {
      const [size, marks] = [between(random, 9, 14), between(random, 3, 5)];
      const text = `${size} chairs stand in a circle. In how many ways can ${marks} of them be chosen so that no two chosen chairs are next to each other?`;
      return { text, answer: circleChoices(size, marks) };
    },
  },
  {
    name: 'powers of roots',
    area: 'algebra',
    difficulty: 0.3,
    make: (random) => {
      const [sum, product, power] = [between(random, 2, 9), between(random, 1, 12), between(random, 2, 4)];
      // Newton: p₀ = 2, p₁ = s, pₙ = s pₙ₋₁ − q pₙ₋₂.
      const powers = [2, sum];
      while (powers.length <= power) powers.push(sum * (powers.at(-1) ?? 0) - product * (powers.at(-2) ?? 0));
      const text = `The complex numbers x and y satisfy x + y = ${sum} and xy = ${product}. Find x^${power} + y^${power}.`;
      return { text, answer: powers[power] as number };
    },
  },
  {
    name: 'recurrence',
    area: 'algebra',
    difficulty: 0.65,
    make: (random) => {
      const [a, b, index] = [between(random, 1, 5), between(random, 1, 5), between(random, 9, 30)];
      const terms = [1, between(random, 1, 9)];
      while (terms.length < index) terms.push((a * (terms.at(-1) ?? 0) + b * (terms.at(-2) ?? 0)) % 1000);
      const text = `A sequence begins with 1 and ${terms[1]}; each later term is ${a} times the term before it plus ${b} times the one before that. Find the remainder when term number ${index} is divided by 1000.`;
      return { text, answer: terms[index - 1] as number };
    },
  },
  {
    name: 'integer points of a region',
    area: 'algebra',
    difficulty: 0.85,
    make: (random) => {
      const [a, b, limit] = [between(random, 2, 7), between(random, 2, 7), between(random, 40, 160)];
      const points = range(-limit, limit).flatMap((x) =>
        range(-limit, limit).filter((y) => a * Math.abs(x) + b * Math.abs(y) <= limit),
      );
      const text = `How many pairs (x, y) of integers satisfy ${a}|x| + ${b}|y| ≤ ${limit}?`;
      return { text, answer: points.length };
    },
  },
];

/** Paths of unit steps right or up from (0, 0) to (width, height) that avoid (x, y). */
export function pathsAround(width: number, height: number, x: number, y: number): number {
  const ways: number[][] = [];
  for (let column = 0; column <= width; column += 1) {
    ways.push([]);
    for (let row = 0; row <= height; row += 1) {
      const before = (ways[column - 1]?.[row] ?? 0) + (ways[column]?.[row - 1] ?? 0);
      const own = column === 0 && row === 0 ? 1 : before;
      (ways[column] as number[]).push(column === x && row === y ? 0 : own);
    }
  }
  return ways[width]?.[height] as number;
}

/** Ways to put identical balls into different boxes of at most `most`. */
export function boxWays(balls: number, boxes: number, most: number): number {
  if (boxes === 0) return balls === 0 ? 1 : 0;
  return range(0, Math.min(balls, most)).reduce((sum, taken) => sum + boxWays(balls - taken, boxes - 1, most), 0);
}

/** Choices of `marks` places of a circle of `size`, no two of them neighbours. */
export function circleChoices(size: number, marks: number): number {
  let count = 0;
  for (let set = 0; set < 2 ** size; set += 1) {
    const turned = ((set << 1) | (set >> (size - 1))) & (2 ** size - 1);
    if ((set & turned) === 0 && bits(set) === marks) count += 1;
  }
  return count;
}

function bits(set: number): number {
  let count = 0;
  for (let left = set; left > 0; left >>= 1) count += left & 1;
  return count;
}

function digitSum(value: number): number {
  return [...String(value)].reduce((sum, digit) => sum + Number(digit), 0);
}
