import type { Measurement, Split } from '../../src/core/evaluation.ts';
import { createProgram, entryText, type Program } from '../../src/core/program.ts';
import type { CandidateHandle, Task } from '../../src/core/task.ts';
import { findTask } from '../../src/tasks/find-task.ts';
import { loadTask } from '../../src/tasks/load-task.ts';
import { trustedCandidate } from '../../src/tasks/trusted-candidate.ts';

/** What tests of evaluators need of a built-in task. */
export interface TaskUnderTest {
  readonly task: Task;
  readonly seed: Program;
  /** The seed program with other texts in it. Throws when a text is not there. */
  changed(...changes: readonly (readonly [from: string, to: string])[]): Program;
  /** A result of the evaluator; throws the reason of an invalid one. */
  measure(candidate: CandidateHandle | Program, split?: Split): Promise<Measurement>;
  /** The reason why a candidate is invalid; undefined when it is not. */
  reasonAgainst(candidate: CandidateHandle | Program): Promise<string | undefined>;
  /** A candidate that gives the same answer to every question; it throws what is an error. */
  answering(answer: unknown): CandidateHandle;
}

export async function taskUnderTest(name: string): Promise<TaskUnderTest> {
  const task = await loadTask(findTask(name));
  const seed = task.seeds[0] as Program;
  const evaluated = async (candidate: CandidateHandle | Program, split: Split) => {
    const handle = 'call' in candidate ? candidate : await trustedCandidate(candidate);
    return task.evaluate(handle, { stage: split, split, seed: 0 });
  };
  return {
    task,
    seed,
    changed(...changes) {
      let text = entryText(seed);
      for (const [from, to] of changes) {
        if (!text.includes(from)) throw new Error(`the seed program does not say ${from}`);
        text = text.replace(from, to);
      }
      return createProgram({
        language: seed.language,
        entry: seed.entry,
        files: { ...seed.files, [seed.entry]: text },
      });
    },
    async measure(candidate, split = 'train') {
      const result = await evaluated(candidate, split);
      if ('invalid' in result) throw new Error(result.invalid);
      return result;
    },
    async reasonAgainst(candidate) {
      const result = await evaluated(candidate, 'train');
      return 'invalid' in result ? result.invalid : undefined;
    },
    answering: (answer) => ({
      program: seed,
      drive: async () => null,
      call: async (_name, lists) => {
        if (answer instanceof Error) throw answer;
        return lists.map(() => answer);
      },
    }),
  };
}
