import { commandIn } from '../base/own-command.ts';
import { shellWord } from '../base/shell-word.ts';
import type { CommonOptions } from './context.ts';

/** What to type here to start Kaizen again, on the same workspace where one was named. */
export function typedCommand({ workspace }: Pick<CommonOptions, 'workspace'> = {}): string {
  const command = commandIn(process.cwd());
  return workspace === undefined ? command : `${command} --workspace ${shellWord(workspace)}`;
}

/** A message whose advice names commands as `kaizen …`, with what has to be typed for that here. */
export function withTypedCommands(message: string, command: string): string {
  const advice = message.search(/^ {2}next: /m);
  if (advice < 0) return message;
  const named = message.slice(advice).replace(/(?<![\w/.-]|npx )kaizen (?=[a-z-])/g, () => `${command} `);
  return message.slice(0, advice) + named;
}
