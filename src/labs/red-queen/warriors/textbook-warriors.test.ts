import { describe, expect, it } from 'vitest';
import { HILLS } from '../assembler/hills.ts';
import { textbookSources, textbookWarriors } from './textbook-warriors.ts';

describe('the textbook warriors', () => {
  it('all assemble on the standard hill, without warnings', () => {
    const warriors = textbookWarriors(HILLS['94'].rules);
    expect(warriors.map(({ id }) => id)).toEqual(textbookSources().map(({ id }) => id));
    expect(warriors.length).toBeGreaterThanOrEqual(18);
    expect(warriors.flatMap(({ warnings }) => warnings)).toEqual([]);
  });

  it('have names of their own, and say what they do', () => {
    const warriors = textbookWarriors(HILLS['94'].rules);
    expect(new Set(warriors.map(({ warrior }) => warrior.name)).size).toBe(warriors.length);
    expect(warriors.filter(({ strategy }) => strategy.join(' ').length < 80)).toEqual([]);
  });

  it.each(Object.entries(HILLS))('fit the rules of %s as far as they can', (_, { rules }) => {
    const warriors = textbookWarriors(rules);
    expect(warriors.map(({ id }) => id)).toContain('imp');
    for (const { warrior } of warriors) {
      expect(warrior.instructions.length).toBeLessThanOrEqual(rules.length);
      expect(warrior.start).toBeLessThan(warrior.instructions.length);
    }
  });

  it('the decoy fills what the rules leave', () => {
    const decoy = textbookWarriors(HILLS.tiny.rules).find(({ id }) => id === 'decoy');
    expect(decoy?.warrior.instructions).toHaveLength(HILLS.tiny.rules.length);
  });
});
