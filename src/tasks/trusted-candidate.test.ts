import { describe, expect, it } from 'vitest';
import { createProgram } from '../core/program.ts';
import { trustedCandidate } from './trusted-candidate.ts';

function candidate(text: string, language = 'javascript') {
  return trustedCandidate(createProgram({ language, entry: 'seed.js', files: { 'seed.js': text } }));
}

describe('trustedCandidate', () => {
  it('answers calls in order', async () => {
    const { call } = await candidate('export const double = (x) => 2 * x;');
    expect(await call('double', [[1], [2], [3]])).toEqual([2, 4, 6]);
  });

  it('strips types', async () => {
    const { call } = await candidate('export function next(x: number): number { return x + 1; }', 'typescript');
    expect(await call('next', [[1]])).toEqual([2]);
  });

  it('answers the same list object from memory', async () => {
    const { call } = await candidate('let calls = 0; export const count = () => (calls += 1);');
    const question = [[], []];
    expect(await call('count', question)).toEqual([1, 2]);
    expect(await call('count', question)).toEqual([1, 2]);
    expect(await call('count', [[]])).toEqual([3]);
  });

  it('starts every candidate afresh', async () => {
    const text = 'let calls = 0; export const count = () => (calls += 1);';
    for (let run = 0; run < 2; run += 1) expect(await (await candidate(text)).call('count', [[]])).toEqual([1]);
  });

  it('lets only data out, with every kind of number', async () => {
    const { call } = await candidate(`
      const values = [NaN, -Infinity, -0, 1.5, 'text', [1, NaN], { valueOf: () => 3 }, { toJSON: () => 4 }, undefined];
      export const value = (k) => values[k];
    `);
    const answers = await call(
      'value',
      Array.from({ length: 9 }, (_, k) => [k]),
    );
    expect(answers).toEqual([Number.NaN, Number.NEGATIVE_INFINITY, -0, 1.5, 'text', [1, Number.NaN], {}, 4, undefined]);
  });

  it('runs a driver beside the program', async () => {
    const { drive } = await candidate('export const double = (x) => 2 * x;');
    expect(await drive('(exports, input) => input.map(exports.double)', [1, 2])).toEqual([2, 4]);
  });

  it('fails where the program fails', async () => {
    const { call } = await candidate('export const fail = () => { throw new Error("no"); };');
    await expect(call('fail', [[]])).rejects.toThrow('no');
    await expect(call('missing', [[]])).rejects.toThrow('exports no function missing');
  });
});
