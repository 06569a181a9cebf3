import { describe, expect, it } from 'vitest';
import { makeMember } from '../../../testing/conformance/members.ts';
import { randomFrom, slotKey } from '../../base/random.ts';
import type { Acceptance } from '../../core/search.ts';
import { always } from './always.ts';
import { improving } from './improving.ts';
import { notWorse } from './not-worse.ts';
import { threshold } from './threshold.ts';

const parent = makeMember({ id: 0, merit: 100, size: 10 });

function accepts(rule: Acceptance, merit: number, size = 10): boolean {
  return rule.accept(makeMember({ id: 1, merit, size }), parent, randomFrom(slotKey(1, 1, 'acceptance')));
}

describe('rules without chance', () => {
  const children = [
    { title: 'higher merit, larger', merit: 101, size: 99 },
    { title: 'equal merit, smaller', merit: 100, size: 9 },
    { title: 'equal merit, equal size', merit: 100, size: 10 },
    { title: 'equal merit, larger', merit: 100, size: 11 },
    { title: 'lower merit, smaller', merit: 99, size: 1 },
    { title: 'much lower merit', merit: -100, size: 1 },
  ];

  it.each([
    { rule: always(), answers: [true, true, true, true, true, true] },
    { rule: improving(), answers: [true, true, false, false, false, false] },
    { rule: notWorse(), answers: [true, true, true, true, false, false] },
    { rule: threshold({ tolerance: 1, scale: 1 }), answers: [true, true, true, true, true, false] },
    { rule: threshold({ tolerance: 0.01 }), answers: [true, true, true, true, true, false] },
    { rule: threshold({ tolerance: 0.009 }), answers: [true, true, true, true, false, false] },
    { rule: threshold({ tolerance: 2 }), answers: [true, true, true, true, true, true] },
  ])('$rule.name: $answers', ({ rule, answers }) => {
    expect(children.map(({ merit, size }) => accepts(rule, merit, size))).toEqual(answers);
  });
});
