/** n of the vector space over the integers modulo 3. */
export const DIMENSION = 8;

/** All 3^8 vectors in order, first digit highest. */
export const VECTORS: readonly (readonly number[])[] = Array.from({ length: 3 ** DIMENSION }, (_, number) =>
  Array.from({ length: DIMENSION }, (_, place) => Math.floor(number / 3 ** (DIMENSION - 1 - place)) % 3),
);

const HALF = 3 ** (DIMENSION / 2);

/**
 * For the halves of two vectors, as numbers below 81, the half of the third one on their line: digit by digit
 * −(a + b) modulo 3.
 */
const THIRD_HALF: readonly Uint8Array[] = Array.from({ length: HALF }, (_, a) =>
  Uint8Array.from({ length: HALF }, (_, b) => {
    let third = 0;
    for (let place = 0; place < DIMENSION / 2; place += 1) {
      const digit = 3 ** place;
      const sum = (Math.floor(a / digit) % 3) + (Math.floor(b / digit) % 3);
      third += digit * ((6 - sum) % 3);
    }
    return third;
  }),
);

/** The number of the third vector on the line through two different ones; x + y + z = 0 modulo 3 in every digit. */
export function thirdOnLine(a: number, b: number): number {
  const high = (THIRD_HALF[Math.floor(a / HALF)] as Uint8Array)[Math.floor(b / HALF)] as number;
  const low = (THIRD_HALF[a % HALF] as Uint8Array)[b % HALF] as number;
  return high * HALF + low;
}
