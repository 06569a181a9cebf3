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
