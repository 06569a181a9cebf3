import type { ModelTask } from '../../core/model-operator.ts';

/** The task in prose: what is asked, which way is better, and what is known about it. */
export function taskText({ title, statement, direction, unit, language, hints }: ModelTask): string {
  const better = direction === 'maximize' ? 'higher' : 'lower';
  const lines = [
    `Task: ${title} (programs in ${language})`,
    statement.trim(),
    `The score${unit === '' ? '' : ` (${unit})`} is better when it is ${better}.`,
  ];
  if (hints.trim() !== '') lines.push('What is known about the task:', hints.trim());
  return lines.join('\n');
}
