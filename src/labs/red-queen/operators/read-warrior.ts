import type { ChatReply } from '../../../core/model.ts';
import type { Program } from '../../../core/program.ts';
import { cleanLine } from '../../../search/operators/model/extract/clean-text.ts';
import { codeFences } from '../../../search/operators/model/extract/code-fences.ts';
import { titleOf } from '../../../search/operators/model/extract/read-reply.ts';
import { sectionOf, withoutThoughts } from '../../../search/operators/model/extract/sections.ts';
import { assemble } from '../assembler/assemble.ts';
import { LIMITS } from '../assembler/limits.ts';
import { AssemblyError, problemText } from '../assembler/problem.ts';
import type { Rules } from '../mars/rules.ts';
import { programOf } from './warrior-program.ts';

export interface ReadWarrior {
  readonly program: Program;
  /** What the model called it and says about it: cleaned, bounded, never trusted. */
  readonly name: string;
  readonly description: string;
}

export interface UnreadWarrior {
  readonly reason: 'refused' | 'too-large' | 'no-code' | 'does-not-assemble';
  /** For the model, which may try again. */
  readonly message: string;
}

const LONGEST_NAME = 40;
const MISTAKES_TOLD = 8;

/**
 * The warrior in a model's reply. Its text goes through the assembler with its limits and is kept as the disassembler
 * writes it, so only code is left: comments are dropped, which could be instructions to the next model that reads them.
 */
export function readWarrior(
  { text, finish }: Pick<ChatReply, 'text' | 'finish'>,
  rules: Rules,
): ReadWarrior | UnreadWarrior {
  if (finish === 'refused') return { reason: 'refused', message: 'The model declined.' };
  const source = sourceOf(withoutThoughts(text));
  if (source === null) return { reason: 'no-code', message: 'There is no source between <CODE> and </CODE>.' };
  if (source.length > LIMITS.sourceCharacters) return { reason: 'too-large', message: 'The source is too long.' };
  try {
    const { warrior } = assemble(source, rules);
    const title = titleOf(text);
    const name = cleanLine(title.name, LONGEST_NAME) || 'Warrior';
    return { program: programOf(warrior, { ...warrior, name, author: 'a model' }, rules), ...title };
  } catch (thrown) {
    if (!(thrown instanceof AssemblyError)) throw thrown;
    const errors = thrown.problems.filter(({ severity }) => severity === 'error').slice(0, MISTAKES_TOLD);
    const message = errors.map((problem) => cleanLine(problemText(problem), 300)).join('\n');
    return { reason: 'does-not-assemble', message: message || cleanLine(thrown.message, 300) };
  }
}

export function isUnread(read: ReadWarrior | UnreadWarrior): read is UnreadWarrior {
  return 'reason' in read;
}

/** What stands in the CODE section, in a fence in it or without; else in the longest fence. */
function sourceOf(reply: string): string | null {
  const section = sectionOf(reply, 'CODE');
  const fences = codeFences(section || reply, []);
  if (fences.length > 0) return fences.reduce((one, other) => (other.code.length > one.code.length ? other : one)).code;
  return section === '' ? null : section;
}
