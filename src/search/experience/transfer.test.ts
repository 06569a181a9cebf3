import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parentOf, SAMPLE_TASK } from '../../../testing/conformance/operator.ts';
import { randomFrom } from '../../base/random.ts';
import { costOf } from '../../core/cost.ts';
import { createExperience } from '../../core/experience.ts';
import { createProgram, entryText, type Program } from '../../core/program.ts';
import { idiomGrafting } from '../operators/idiom-grafting.ts';
import { parseSource } from '../operators/javascript/syntax.ts';
import { withMinedIdioms } from './apply-experience.ts';
import { changedTerms } from './changed-terms.ts';
import { type MinedEdit, mineIdioms } from './mine-idioms.ts';
import { source } from './test-support/experiences.ts';

const programOf = (text: string): Program =>
  createProgram({ language: 'javascript', entry: 'a.js', files: { 'a.js': text } });

/** Two edits of priorities for bin packing, which the same idea stands behind, under names of that task. */
const BEFORE = 'export function priority(item, bins) {\n  return bins.map((bin) => -(bin - item));\n}\n';
const EDITS = [
  '-(bin - item) * Math.exp(-Math.abs(bin - 2 * item))',
  'Math.sqrt(bin) * Math.exp(-Math.abs(bin - item))',
];

describe('idioms from one task', () => {
  const edits = EDITS.map((text, candidate): MinedEdit => {
    const child = programOf(BEFORE.replace('-(bin - item)', text));
    const terms = changedTerms(programOf(BEFORE), child);
    return { run: 'r0001', task: 'packing', candidate, gain: 1, cost: costOf({}), stepsRatio: 1, terms };
  });
  const idioms = mineIdioms(edits);
  const experience = createExperience({ sources: [source('r0001', 10)], operators: [], idioms });

  it('carry no name of that task', () => {
    expect(idioms.map(({ text }) => text.replace(/^.*=> /, ''))).toEqual(['a * Math.exp(-Math.abs(b - c));']);
    expect(idioms.every(({ text }) => !/item|bin/.test(text))).toBe(true);
  });

  it('are grafted into a program of another task', () => {
    const seed = programOf(readFileSync(new URL('../../../tasks/circle-packing/seed.js', import.meta.url), 'utf8'));
    const task = withMinedIdioms({ ...SAMPLE_TASK, idioms: [] } as never, experience);
    let grafted = 0;
    for (let attempt = 0; attempt < 40; attempt++) {
      const random = randomFrom({ seed: attempt, path: '/graft' });
      const proposal = idiomGrafting().propose({ parents: [parentOf(seed)], task, random, state: {} });
      if (proposal.kind !== 'proposed') continue;
      const text = entryText(proposal.program);
      expect(parseSource(text, 'js').fault).toBeNull();
      expect(proposal.note?.idiom).toBe(idioms[0]?.name);
      if (/Math\.exp\(-Math\.abs\(/.test(text)) grafted += 1;
    }
    expect(grafted).toBeGreaterThan(30);
  });
});
