import { describe, expect, it } from 'vitest';
import { scriptOfData } from './read-script.ts';
import { type Rule, type RuleCondition, scriptOfRules } from './rules.ts';
import type { ModelRequest } from './script.ts';

const REQUEST: ModelRequest = {
  endpoint: 'chat',
  model: 'm',
  text: 'please edit\nthis program',
  body: {},
  headers: {},
  call: 5,
  callOfModel: 2,
  attempt: 1,
  hash: 'h',
  seed: 1,
};

describe('rules', () => {
  it.each<[RuleCondition, boolean]>([
    [{}, true],
    [{ endpoint: 'chat' }, true],
    [{ endpoint: 'embeddings' }, false],
    [{ model: 'm' }, true],
    [{ model: 'other' }, false],
    [{ text: 'this program' }, true],
    [{ text: 'that program' }, false],
    [{ pattern: '^please.*program$' }, true],
    [{ pattern: '^program' }, false],
    [{ call: 5 }, true],
    [{ call: 4 }, false],
    [{ call: { from: 5 } }, true],
    [{ call: { from: 6 } }, false],
    [{ call: { to: 4 } }, false],
    [{ call: { from: 2, every: 3 } }, true],
    [{ call: { from: 1, every: 3 } }, false],
    [{ callOfModel: 2, attempt: { to: 1 } }, true],
    [{ callOfModel: 2, attempt: { from: 2 } }, false],
    [{ share: 1 }, true],
    [{ share: 0 }, false],
  ])('%j holds: %s', (when, holds) => {
    expect(scriptOfRules([{ when, reply: 'yes' }])(REQUEST)).toEqual(holds ? { text: 'yes' } : undefined);
  });

  it('the first that holds counts, and leaves the rest to the script below', () => {
    const rules: Rule[] = [
      { when: { call: 1 }, reply: 'never' },
      { when: { model: 'm' }, reply: { latencyMs: 3 } },
      { reply: 'too late' },
    ];
    expect(scriptOfRules(rules, () => ({ text: 'below' }))(REQUEST)).toEqual({ text: 'below', latencyMs: 3 });
  });

  it('a share holds for its part of contents, alike each time, and anew for a retry', () => {
    const script = scriptOfRules([{ when: { share: 0.3 }, reply: 'drawn' }]);
    const draws = (attempt: number): boolean[] =>
      Array.from({ length: 1000 }, (_, i) => script({ ...REQUEST, hash: `h${i}`, attempt }) !== undefined);
    const first = draws(1);
    // Five standard deviations of a binomial of 1,000 draws.
    expect(Math.abs(first.filter(Boolean).length - 300)).toBeLessThan(5 * Math.sqrt(1000 * 0.3 * 0.7));
    expect(draws(1)).toEqual(first);
    const isAlike = draws(2).filter((isDrawn, i) => isDrawn === first[i]).length;
    expect(Math.abs(isAlike - 580)).toBeLessThan(5 * Math.sqrt(1000 * 0.58 * 0.42));
  });

  it('come as data too', () => {
    const script = scriptOfData({
      rules: [{ when: { callOfModel: { every: 2, from: 2 } }, reply: { fault: { kind: 'status', status: 429 } } }],
      programEditor: true,
    });
    expect(script(REQUEST)).toEqual({ fault: { kind: 'status', status: 429 } });
  });

  it.each([
    [{ rules: [{ when: { modle: 'm' }, reply: 'x' }] }, /modle/],
    [{ rules: [{ when: { share: 2 }, reply: 'x' }] }, /share/],
    [{ rules: [{ reply: { fault: { kind: 'explode' } } }] }, /kind/],
    [{ rules: [{}] }, /reply/],
    [{ programEditor: { malformed: { spelling: 0.1 } } }, /spelling/],
    [[], /object/],
  ])('data that is no script is refused by name: %j', (data, message) => {
    expect(() => scriptOfData(data)).toThrow(message);
  });
});
