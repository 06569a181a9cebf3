import { describe, expect, it } from 'vitest';
import { makeMember } from '../../../testing/conformance/members.ts';
import { scaledLoss } from './merit-scale.ts';

describe('scaledLoss', () => {
  it.each([
    { parent: 10, child: 8, scale: 4, loss: 0.5 },
    { parent: 8, child: 10, scale: 4, loss: -0.5 },
    { parent: 10, child: 8, scale: 'relative', loss: 0.2 },
    { parent: -8, child: -10, scale: 'relative', loss: 0.2 },
    { parent: 1, child: -1, scale: 'relative', loss: 2 },
    { parent: 0, child: -5, scale: 'relative', loss: 1 },
    { parent: 0, child: 0, scale: 'relative', loss: 0 },
  ] as const)('from $parent to $child on the scale $scale is $loss', ({ parent, child, scale, loss }) => {
    const [before, after] = [parent, child].map((merit, id) => makeMember({ id, merit })) as [
      ReturnType<typeof makeMember>,
      ReturnType<typeof makeMember>,
    ];
    expect(scaledLoss(after, before, scale)).toBeCloseTo(loss, 12);
  });
});
