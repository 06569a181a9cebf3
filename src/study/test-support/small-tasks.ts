import { randomFrom, rootKey } from '../../base/random.ts';
import type { Noise } from '../../core/noise.ts';
import { entryText } from '../../core/program.ts';
import type { Task } from '../../core/task.ts';
import { defineTask } from '../../tasks/define-task.ts';

/** Numbers in a program that have to come near a hidden one each: every edit counts for itself. */
export function smallTask(name: string, hidden: readonly number[]): Task {
  const seedProgram = `export function f() {\n  return [${hidden.map(() => '1').join(', ')}];\n}\n`;
  return defineTask({
    name,
    direction: 'minimize',
    seedProgram,
    limits: { steps: 1_000 },
    evaluate: async (candidate) => {
      const [answer] = await candidate.call('f', [[]]);
      if (!Array.isArray(answer) || answer.length !== hidden.length) return { invalid: 'wanted a list of numbers' };
      const score = hidden.reduce((sum, value, index) => sum + Math.abs(value - Number(answer[index])), 0);
      return Number.isFinite(score) ? { score } : { invalid: 'wanted finite numbers' };
    },
  });
}

/** The same with scores that are draws. Programs are only read, so it needs no sandbox. */
export function noisySmallTask(name: string, hidden: readonly number[], noise: Noise): Task {
  return defineTask({
    name,
    direction: 'minimize',
    seedProgram: `export const numbers = [${hidden.map(() => '1').join(', ')}];\n`,
    noise,
    evaluate: ({ program }, { seed }) => {
      const numbers = [...entryText(program).matchAll(/-?\d+(\.\d+)?/g)].map(([text]) => Number(text));
      const distance = hidden.reduce((sum, value, index) => sum + Math.abs(value - (numbers[index] ?? 0)), 0);
      return { score: distance + 0.5 * randomFrom(rootKey(seed)).normal() };
    },
  });
}
