import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeEvent } from './event-codec.ts';
import { EMPTY_LOG_HASH, extendHash } from './hash-chain.ts';
import { anyEvent } from './test-support/arbitrary-event.ts';
import { sampleEvaluated, sampleOpened } from './test-support/sample-run.ts';

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('log hash', () => {
  it('is the chain of its formula', () => {
    const first = sha('\nsearch.stopped\n\n{"reason":"budget"}');
    const second = sha(`${first}\nsearch.stopped\n4\n{}`);
    const start = extendHash(EMPTY_LOG_HASH, encodeEvent({ type: 'search.stopped', reason: 'budget' }));
    expect(start).toBe(first);
    expect(extendHash(start, { type: 'search.stopped', slot: 4, body: '{}' })).toBe(second);
  });

  it('does not see what the machine did or measured', () => {
    const started = {
      type: 'run.started',
      workers: 8,
      sandbox: 'x',
      version: '1',
      taskSource: null,
      repeatedSlots: [],
    } as const;
    expect(extendHash('before', encodeEvent(started))).toBe('before');
    expect(extendHash('before', encodeEvent({ type: 'fault.recorded', slot: 1, code: 'C', message: 'm' }))).toBe(
      'before',
    );
    const slow = sampleEvaluated(5, { measured: { cpuMs: 99, wallMs: 99 } });
    expect(extendHash('', encodeEvent(slow))).toBe(extendHash('', encodeEvent(sampleEvaluated(5))));
  });

  it('sees the slot, the order and every semantic change', () => {
    const opened = encodeEvent(sampleOpened(3));
    expect(extendHash('', { ...opened, slot: 4 })).not.toBe(extendHash('', opened));
    const ended = encodeEvent(sampleEvaluated(3));
    expect(extendHash(extendHash('', opened), ended)).not.toBe(extendHash(extendHash('', ended), opened));
    fc.assert(
      fc.property(anyEvent, anyEvent, (a, b) => {
        const [left, right] = [encodeEvent(a), encodeEvent(b)];
        const isSame = left.type === right.type && left.slot === right.slot && left.body === right.body;
        fc.pre(extendHash('x', left) !== 'x' && extendHash('x', right) !== 'x');
        expect(extendHash('x', left) === extendHash('x', right)).toBe(isSame);
      }),
    );
  });
});
