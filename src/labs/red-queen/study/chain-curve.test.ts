import { expect, it } from 'vitest';
import { costOf } from '../../../core/cost.ts';
import type { ChampionPoint, RunCurve } from '../../../study/run-curve.ts';
import { chainCurve } from './chain-curve.ts';

function point(candidate: number, cost: number): ChampionPoint {
  return { candidate, cost, program: `p${candidate}`, train: 1, selection: 1 };
}

function round(run: string, seedPrograms: number, steps: number, champions: readonly ChampionPoint[]): RunCurve {
  const cost = costOf({ steps, evaluations: 1 });
  return { run, task: 't', arm: 'queen', seed: 1001, reason: 'budget', cost, charged: 0, seedPrograms, champions };
}

it('lets costs go on from round to round, and a round begin with its best seed program', () => {
  const chain = chainCurve(
    [
      round('r0001', 2, 100, [point(0, 5), point(1, 9), point(7, 60)]),
      // Candidate 0 was champion only until the champion of the first round had been scored again.
      round('r0002', 3, 90, [point(0, 4), point(2, 12), point(5, 80)]),
    ],
    1,
  );
  expect(chain.champions.map(({ cost }) => cost)).toEqual([5, 9, 60, 112, 180]);
  expect(chain.champions.map(({ program }) => program)).toEqual(['p0', 'p1', 'p7', 'p2', 'p5']);
  expect(new Set(chain.champions.map(({ candidate }) => candidate)).size).toBe(5);
  expect(chain).toMatchObject({ run: 'r0001 r0002', seed: 1, seedPrograms: 2, cost: { steps: 190, evaluations: 2 } });
});

it('is the round itself where there is one', () => {
  const only = round('r0003', 1, 50, [point(0, 5), point(3, 20)]);
  expect(chainCurve([only], 4)).toEqual({ ...only, seed: 4 });
});
