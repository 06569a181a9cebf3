import { describe, expect, it } from 'vitest';
import type { ModelCall } from '../../store/model-calls.ts';
import { CallJournal } from './call-journal.ts';

const call = (slot: number): ModelCall => ({
  slot,
  purpose: 'edit',
  attempt: 0,
  model: 'm',
  request: null,
  status: 'reserved',
  outcome: null,
  cost: { tokensIn: 1, tokensOut: 1, tokensCached: 0, microUsd: 1 },
});

describe('the journal of calls', () => {
  it('writes what is said in one turn as one group, and says so only then', async () => {
    const groups: number[][] = [];
    const journal = new CallJournal((calls) => groups.push(calls.map(({ slot }) => slot)));
    const first = [journal.write(call(1)), journal.write(call(2))];
    expect(groups).toEqual([]);
    await Promise.all(first);
    expect(groups).toEqual([[1, 2]]);
    await journal.write(call(3));
    expect(groups).toEqual([[1, 2], [3]]);
  });

  it('tells everybody of a group that it could not be written, and writes the next one', async () => {
    let isFull = true;
    const groups: number[][] = [];
    const journal = new CallJournal((calls) => {
      if (isFull) throw new Error('disk full');
      groups.push(calls.map(({ slot }) => slot));
    });
    const ended = await Promise.allSettled([journal.write(call(1)), journal.write(call(2))]);
    expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    isFull = false;
    await journal.write(call(3));
    expect(groups).toEqual([[3]]);
  });
});
