import { describe, expect, it } from 'vitest';
import { sampleSpec, sampleState } from '../../testing/sample-state.ts';
import { DEFAULT_LIMITS } from '../core/task.ts';
import { hasBudgetFor, shareUsed } from './ledger.ts';
import { maySimplify, stopReason } from './stop-rules.ts';

const limits = { ...DEFAULT_LIMITS, steps: 1_000 };

describe('stopReason', () => {
  it('is null while nothing is reached', () => {
    expect(stopReason(sampleState(sampleSpec(), [5, 4, 4]), limits)).toBeNull();
  });

  it('budget: the search ends where the share for simplifying begins', () => {
    const scores = (count: number) => Array.from({ length: count }, (_, slot) => 100 - slot);
    const spec = sampleSpec({ budget: { evaluations: 100 } });
    expect(stopReason(sampleState(spec, scores(96)), limits)).toBeNull();
    expect(stopReason(sampleState(spec, scores(97)), limits)).toBe('budget');
    const whole = sampleSpec({ budget: { evaluations: 100 }, simplify: false });
    expect(stopReason(sampleState(whole, scores(99)), limits)).toBeNull();
    expect(stopReason(sampleState(whole, scores(100)), limits)).toBe('budget');
  });

  it('budget: measured units count as well', () => {
    // 3 ms of wall time per slot.
    const spec = sampleSpec({ budget: { wallMs: 9 }, simplify: false });
    expect(stopReason(sampleState(spec, [5, 4]), limits)).toBeNull();
    expect(stopReason(sampleState(spec, [5, 4, 3]), limits)).toBe('budget');
  });

  it('target: by the champion’s validation score, in the task’s direction', () => {
    const spec = sampleSpec({ stop: { targetScore: 2 } });
    expect(stopReason(sampleState(spec, [5, 2.1]), limits)).toBeNull();
    expect(stopReason(sampleState(spec, [5, 2]), limits)).toBe('target');
  });

  it('no improvement: counts slots since the last better best', () => {
    const spec = sampleSpec({ stop: { noImprovementSlots: 3 } });
    expect(stopReason(sampleState(spec, [5, 4, 4, 'crash']), limits)).toBeNull();
    expect(stopReason(sampleState(spec, [5, 4, 4, 'crash', 'rejected']), limits)).toBe('no-improvement');
  });

  it('exhausted: nothing new for 2,000 slots', () => {
    const rejected = Array.from({ length: 2_000 }, () => 'rejected' as const);
    expect(stopReason(sampleState(sampleSpec(), [5, ...rejected.slice(1)]), limits)).toBeNull();
    expect(stopReason(sampleState(sampleSpec(), [5, ...rejected]), limits)).toBe('exhausted');
  });

  it('exhausted: after 200 where slots ask models and cost money', () => {
    const reserve = { tokensIn: 100, tokensOut: 100, microUsd: 10 };
    const stateAfter = (count: number, tokensOut = 100) => {
      const state = sampleState(sampleSpec(), [5, ...Array.from({ length: count }, () => 'rejected' as const)]);
      return { ...state, spec: { ...state.spec, reserve: { ...reserve, tokensOut } } };
    };
    expect(stopReason(stateAfter(199), limits)).toBeNull();
    expect(stopReason(stateAfter(200), limits)).toBe('exhausted');
    // Only the evaluator asks: what is rejected before it costs nothing.
    expect(stopReason(stateAfter(200, 0), limits)).toBeNull();
  });
});

describe('maySimplify', () => {
  it('needs a champion and slots', () => {
    expect(maySimplify(sampleState(sampleSpec(), []))).toBe(false);
    expect(maySimplify(sampleState(sampleSpec(), [5]))).toBe(true);
    expect(maySimplify(sampleState(sampleSpec({ simplify: false }), [5]))).toBe(false);
  });
});

describe('hasBudgetFor', () => {
  it('counts what is reserved by slots in flight', () => {
    const state = sampleState(sampleSpec({ budget: { evaluations: 3 } }), [5]);
    expect(hasBudgetFor(state, limits)).toBe(true);
    const flying = sampleState(sampleSpec({ budget: { evaluations: 3 } }), [5]);
    for (const slot of [1, 2]) {
      flying.open.set(slot, { opened: { slot } as never, visible: 1 });
    }
    expect(hasBudgetFor(flying, limits)).toBe(false);
  });

  it('reserves the step limit, so that an exact budget is never passed', () => {
    const spec = sampleSpec({ budget: { steps: 11_100 } });
    // One slot took 100 steps; 11,000 are left and one more may take 10,000.
    expect(hasBudgetFor(sampleState(spec, [5]), { ...limits, steps: 10_000 })).toBe(true);
    expect(hasBudgetFor(sampleState(spec, [5, 4]), { ...limits, steps: 11_000 })).toBe(false);
  });
});

describe('shareUsed', () => {
  it('is that of the tightest unit', () => {
    const state = sampleState(sampleSpec({ budget: { evaluations: 10, steps: 20_000 } }), [5, 4]);
    expect(shareUsed(state)).toBe(0.2);
  });
});
