import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KaizenError } from '../../base/errors.ts';
import { createExperience, type Experience, experienceProgram } from '../../core/experience.ts';
import { createProgram } from '../../core/program.ts';
import { mergeExperiences } from './merge-experiences.ts';
import { experienceOf, MAXIMUM_LENGTH, parseExperience } from './parse-experience.ts';
import { sampleExperience, source } from './test-support/experiences.ts';

const experience = sampleExperience();
const text = JSON.stringify(experience);

/** The code of the error; undefined when the text is taken. Anything but an error of ours fails the test. */
function codeOf(json: string): string | undefined {
  try {
    parseExperience(json, 'x.json');
    return undefined;
  } catch (error) {
    if (error instanceof KaizenError) return error.code;
    throw error;
  }
}

/** The sample with one thing changed, hashed anew: only the content can give it away. */
function changed(parts: Partial<Experience>): string {
  const { hash: _, ...content } = { ...experience, ...parts };
  return JSON.stringify(content);
}

describe('parseExperience', () => {
  it('reads what was written, whatever its layout', () => {
    expect(experience.idioms).toHaveLength(2);
    expect(parseExperience(JSON.stringify(experience, null, 2), 'x')).toEqual(experience);
    expect(parseExperience(changed({}), 'x')).toEqual(experience);
    expect(experienceOf(experienceProgram(experience))).toEqual(experience);
  });

  const [idiom] = experience.idioms;
  const [operator] = experience.operators;
  const withIdiom = (body: string): string =>
    changed({ idioms: [{ ...idiom, text: `export const ${idiom?.name} = ${body}` } as Experience['idioms'][number]] });
  it.each([
    ['no JSON', text.slice(1)],
    ['another type', '[]'],
    ['another format', text.replace('"format":1', '"format":2')],
    ['a member that nobody knows', text.replace('"format":1', '"format":1,"more":1')],
    ['content that does not fit the hash', text.replace('"trials":100', '"trials":101')],
    ['a cost that is not the sum', changed({ cost: { ...experience.cost, steps: 1 } })],
    ['a negative cost', text.replaceAll('"steps":5000', '"steps":-5000')],
    ['no source', changed({ sources: [] })],
    [
      'a source twice',
      JSON.stringify(createExperience({ ...experience, sources: [source('r1', 1), source('r1', 1)] })),
    ],
    ['more gain than trials', changed({ operators: [{ ...operator, gain: 101 } as Experience['operators'][number]] })],
    ['an option that is no plain value', text.replace('"initialSigma":0.07', '"initialSigma":{}')],
    ['an idiom twice', changed({ idioms: [...experience.idioms, ...experience.idioms] })],
    ['an idiom that does more than compute', withIdiom('(a: number): number => a.constructor("x")();')],
    ['an idiom with chance', withIdiom('(a: number): number => a * Math.random();')],
    ['an idiom under a name that is not its own', withIdiom('(a: number): number => a * 2;')],
    ['two idioms in one', withIdiom('(a: number): number => a * 2;\nexport const b = (a: number): number => a;')],
    ['an idiom that is laid out in another way', withIdiom('(a: number): number => Math.exp( -Math.abs(a) );')],
    ['more than anyone needs', `${text}${' '.repeat(MAXIMUM_LENGTH)}`],
  ])('refuses %s', (_, json) => {
    expect(codeOf(json)).toBe('KAIZEN_EXPERIENCE_INVALID');
  });

  it('refuses a program that holds another experience than its hash says', () => {
    const { files, ...program } = experienceProgram(experience);
    const other = { ...program, files: experienceProgram(sampleExperience('r0002')).files };
    expect(files).not.toEqual(other.files);
    expect(() => experienceOf(other)).toThrow('KAIZEN_EXPERIENCE_INVALID');
    expect(() =>
      experienceOf(createProgram({ language: 'javascript', entry: 'a.js', files: { 'a.js': '1' } })),
    ).toThrow('KAIZEN_EXPERIENCE_INVALID');
  });

  it('never fails in another way, whatever is in the file', () => {
    const places = fc.tuple(
      fc.nat(text.length),
      fc.nat(40),
      fc.oneof(
        fc.string({ maxLength: 20 }),
        fc.constantFrom(...'{}[]",:0-9e', 'null', '1e999', '"__proto__":{}', '\u0000'),
      ),
    );
    fc.assert(
      fc.property(places, ([at, length, insert]) => {
        const mangled = text.slice(0, at) + insert + text.slice(at + length);
        expect(codeOf(mangled)).toBe(mangled === text ? undefined : 'KAIZEN_EXPERIENCE_INVALID');
      }),
      { numRuns: 400 },
    );
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (json) => {
        expect(codeOf(json)).toBe('KAIZEN_EXPERIENCE_INVALID');
      }),
      { numRuns: 100 },
    );
  });
});

describe('mergeExperiences', () => {
  const other = sampleExperience('r0002', 700);

  it('adds up evidence and cost', () => {
    const merged = mergeExperiences([experience, other]);
    expect(merged.sources.map(({ run }) => run)).toEqual(['r0001', 'r0002']);
    expect(merged.cost).toMatchObject({ evaluations: 20, steps: 5_700 });
    expect(merged.operators[0]).toMatchObject({ operator: 'numeric-tuning', trials: 200, gain: 40, compute: 160 });
    expect(merged.idioms.map(({ edits, runs, gain }) => ({ edits, runs, gain }))).toEqual(
      experience.idioms.map(({ edits, gain }) => ({ edits: 2 * edits, runs: 2, gain })),
    );
    expect(parseExperience(JSON.stringify(merged), 'x')).toEqual(merged);
    expect(mergeExperiences([experience])).toBe(experience);
  });

  it('refuses to count a source twice', () => {
    expect(() => mergeExperiences([experience, other, sampleExperience('r0002', 700)])).toThrow(
      'KAIZEN_EXPERIENCE_OVERLAP',
    );
  });
});
