import { expect, it } from 'vitest';
import { refuseRound } from './refuse-round.ts';

it.each([
  ['red-queen/default/0123456789ab/3', /KAIZEN_RUN_IS_A_ROUND[\s\S]*round 3[\s\S]*evolve --name default --seed 4/],
  ['red-queen/0123456789ab/queen/0123456789ab/1', /kaizen red-queen study/],
])('says what to type for %s', (arm, message) => {
  expect(() => refuseRound({ id: 'r0001', arm, seed: 4_003 })).toThrow(message);
});

it.each(['evolution', 'red-queen', 'brute-force', null])('lets %s pass', (arm) => {
  expect(() => refuseRound({ id: 'r0001', arm, seed: 1 })).not.toThrow();
});
