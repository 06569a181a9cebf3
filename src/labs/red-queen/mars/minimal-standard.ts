/**
 * The next state of the "minimal standard" generator: 16,807 · state mod (2³¹ − 1). pMARS places warriors with it; all
 * else in Kaizen draws from keys. State 0 stays 0.
 *
 * S. K. Park, K. W. Miller: Random number generators: good ones are hard to find. Communications of the ACM 31 (1988).
 */
export function minimalStandard(state: number): number {
  return (16_807 * state) % 2_147_483_647;
}
