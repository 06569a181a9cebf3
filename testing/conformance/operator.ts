import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { randomFrom } from '../../src/base/random.ts';
import type { Operator, Parent, Proposal, ProposalInput } from '../../src/core/operator.ts';
import { createProgram, type Program } from '../../src/core/program.ts';
import { parseSource } from '../../src/search/operators/javascript/syntax.ts';
import { dialectOf } from '../../src/search/operators/program-files.ts';
import { programSize } from '../../src/search/operators/program-size.ts';
import { frozenText } from './frozen-text.ts';
import { makeMember } from './members.ts';
import { randomProgram } from './operator-programs.ts';

/** What the suite tells operators about the task. */
export const SAMPLE_TASK: ProposalInput['task'] = {
  statement: 'Give each bin a priority for an item.',
  hints: 'Tight fits are good.',
  direction: 'minimize',
  functionSet: ['Math.max', 'Math.min', 'Math.abs', 'Math.sqrt', 'Math.log', 'Math.exp', 'Math.pow'],
  idioms: [
    {
      file: 'tight.ts',
      text: 'export const tight = (gap: number, size: number): number => 1 / (gap - size + 0.01) ** 2;',
    },
    { file: 'either.ts', text: 'export const either = (a: boolean, b: number): boolean => a && b > 0.5;' },
  ],
};

/** A member as an archive would hold it, for a program. */
export function parentOf(program: Program, note: JsonObject = {}): Parent {
  const member = makeMember({
    id: 1,
    program: program.hash,
    operator: 'seed',
    generation: 0,
    size: programSize(program),
    note,
  });
  return { member, program };
}

/** The input of one proposal; the mate is another random program in the same language. */
export function inputFor(operator: Operator, program: Program, seed: number, state: JsonObject = {}): ProposalInput {
  let mate = randomProgram(seed + 1);
  for (let next = seed + 2; mate.language !== program.language; next++) mate = randomProgram(next);
  const parents: [Parent, ...Parent[]] =
    operator.arity === 2 ? [parentOf(program), parentOf(mate)] : [parentOf(program)];
  return { parents, task: SAMPLE_TASK, random: randomFrom({ seed, path: '/propose' }), state };
}

/**
 * What every operator promises, whatever it does (`src/core/operator.ts`). `makeOperator` gives a new one at each call.
 */
export function operatorConformance(name: string, makeOperator: () => Operator): void {
  const seeds = fc.integer({ min: 0, max: 1_000_000 });
  const propose = (program: Program, seed: number, state?: JsonObject): Proposal => {
    const operator = makeOperator();
    return operator.propose(inputFor(operator, program, seed, state));
  };

  describe(`${name} keeps the contract of operators`, () => {
    it('has a name in kebab case and one or two parents', () => {
      const operator = makeOperator();
      expect(operator.name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect([1, 2]).toContain(operator.arity);
    });

    it('gives the same proposal for the same input', () => {
      fc.assert(
        fc.property(seeds, (seed) => {
          expect(propose(randomProgram(seed), seed)).toEqual(propose(randomProgram(seed), seed));
        }),
        { numRuns: 60 },
      );
    });

    it('leaves its input as it is', () => {
      fc.assert(
        fc.property(seeds, (seed) => {
          const operator = makeOperator();
          const input = inputFor(operator, randomProgram(seed), seed);
          const { parents, task, state } = input;
          const before = JSON.stringify({ parents, task, state });
          operator.propose({ ...deepFreeze({ parents, task, state }), random: input.random });
          expect(JSON.stringify({ parents, task, state })).toBe(before);
        }),
        { numRuns: 40 },
      );
    });

    it('proposes only other programs that parse, keep the frozen text, and have a size', () => {
      fc.assert(
        fc.property(seeds, (seed) => {
          const parent = randomProgram(seed);
          const proposal = propose(parent, seed);
          if (proposal.kind === 'rejected') {
            expect(proposal.reason).toMatch(/^[a-z]+(-[a-z]+)*$/);
            expect(proposal.reason).not.toBe('does-not-parse');
            return;
          }
          const { program } = proposal;
          expect(program.hash).not.toBe(parent.hash);
          expect(program).toEqual(createProgram(program));
          expect(Object.keys(program.files)).toEqual(Object.keys(parent.files));
          for (const [path, text] of Object.entries(program.files)) {
            const dialect = dialectOf(program, path);
            if (dialect !== null)
              expect({ text, fault: parseSource(text, dialect).fault }).toEqual({ text, fault: null });
            expect(frozenText(text)).toEqual(frozenText(parent.files[path] as string));
          }
          const size = programSize(program);
          expect(Number.isInteger(size) && size >= 0).toBe(true);
          const note = proposal.note ?? {};
          expect(JSON.parse(JSON.stringify(note))).toEqual(note);
        }),
        { numRuns: 400 },
      );
    });

    it('rejects what it cannot edit, and does not throw', () => {
      for (const [language, text] of [
        ['javascript', 'export function ('],
        ['javascript', ''],
        ['javascript', '('.repeat(50_000)],
        ['javascript', '// EVOLVE-BLOCK-START\n// EVOLVE-BLOCK-END\nexport const f = 1;'],
        ['typescript', 'type A = number;'],
        ['javascript', 'export {};'],
      ] as const) {
        const program = createProgram({ language, entry: 'program', files: { program: text } });
        const proposal = propose(program, 1);
        if (proposal.kind === 'proposed')
          expect(parseSource(proposal.program.files.program as string, 'ts').fault).toBe(null);
      }
    });

    it('learns from feedback in any order by patches that are plain data', () => {
      const operator = makeOperator();
      if (operator.learn === undefined) return;
      const random = randomFrom({ seed: 5, path: '/feedback' });
      let state: JsonObject = {};
      const waiting: { note: JsonObject; slot: number }[] = [];
      for (let slot = 0; slot < 150; slot++) {
        const proposal = operator.propose(inputFor(operator, randomProgram(slot % 3), slot, deepFreeze(state)));
        if (proposal.kind === 'proposed') waiting.push({ note: proposal.note ?? {}, slot });
        if (waiting.length < 5) continue;
        const [told] = waiting.splice(random.integer(waiting.length), 1) as [{ note: JsonObject; slot: number }];
        const merit = random.chance(0.2) ? null : random.normal();
        const patch = operator.learn(deepFreeze(state), { ...told, merit, parentMerit: random.normal() });
        if (patch === undefined) continue;
        expect(JSON.parse(JSON.stringify(patch))).toEqual(patch);
        state = { ...state, ...patch };
      }
      expect(JSON.stringify(state).length).toBeLessThan(100_000);
    });
  });
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
}
