import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { KaizenError, messageOf } from '../base/errors.ts';
import type { Program } from '../core/program.ts';
import { seedProgramOf, type WantedOrder } from '../engine/orders/give-order.ts';
import type { RunRow, Workspace } from '../store/contract.ts';
import { languageOf } from '../tasks/language-of.ts';
import { type BudgetOptions, budgetOf } from './budget-options.ts';

export const ORDER_WORDS = [
  'inject',
  'hint',
  'forget-hint',
  'pin',
  'unpin',
  'ban',
  'unban',
  'budget',
  'stop',
  'pause',
] as const;

export interface SteerOptions extends BudgetOptions {
  readonly at?: number;
  readonly island?: number;
  readonly descendants?: boolean;
}

/** The order that the words of a command line mean. */
export function orderOf(
  workspace: Workspace,
  run: Pick<RunRow, 'id'>,
  [word, value]: readonly [word: string, value: string | undefined],
  options: SteerOptions,
): WantedOrder {
  switch (word) {
    case 'inject': {
      const { island } = options;
      const files = filesAt(required(word, value, 'a file, or a folder'), seedProgramOf(workspace, run.id));
      return { kind: 'inject', files, ...(island !== undefined && { island }) };
    }
    case 'hint':
      return { kind: 'hint', text: required(word, value, 'a text') };
    case 'forget-hint':
      return {
        kind: 'forget-hint',
        number: numberOf(word, value, 'the number of the order that gave it'),
      };
    case 'pin':
    case 'unpin':
      return { kind: word, candidate: numberOf(word, value, 'the number of a candidate') };
    case 'ban':
    case 'unban': {
      const name = required(word, value, 'the number of a candidate, or the name of an operator');
      if (!/^\d+$/.test(name)) return { kind: `${word}-operator`, operator: name };
      const candidate = Number(name);
      if (word === 'unban') return { kind: 'unban', candidate };
      return { kind: 'ban', candidate, ...(options.descendants && { descendants: true }) };
    }
    case 'budget':
      return { kind: 'budget', budget: budgetOf(options) };
    case 'stop':
    case 'pause':
      return { kind: word };
    default:
      throw new KaizenError('KAIZEN_OPTION_INVALID', 'there is no such order', {
        wanted: ORDER_WORDS.join(', '),
        got: word,
      });
  }
}

function required(word: string, value: string | undefined, wanted: string): string {
  if (value !== undefined) return value;
  throw new KaizenError('KAIZEN_OPTION_INVALID', `${word} what?`, { wanted, got: 'nothing' });
}

function numberOf(word: string, value: string | undefined, wanted: string): number {
  const text = required(word, value, wanted);
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new KaizenError('KAIZEN_OPTION_INVALID', `${word} what?`, { wanted, got: text });
}

/** One file stands for the entry of a program; a folder holds all its files under their names. */
function filesAt(path: string, seed: Program): Record<string, string> {
  try {
    if (statSync(path).isDirectory()) {
      const names = Object.keys(seed.files);
      return Object.fromEntries(names.map((name) => [name, readFileSync(join(path, name), 'utf8')]));
    }
    const language = languageOf(path);
    if (language === undefined || language === seed.language) {
      return { ...seed.files, [seed.entry]: readFileSync(path, 'utf8') };
    }
  } catch (error) {
    throw new KaizenError('KAIZEN_PROGRAM_UNFIT', `cannot read ${path} as a program of this run`, {
      wanted: `a file in ${seed.language}, or a folder with ${Object.keys(seed.files).join(', ')}`,
      got: messageOf(error),
    });
  }
  throw new KaizenError('KAIZEN_PROGRAM_UNFIT', `${path} is not in the language of this run`, {
    wanted: seed.language,
    got: languageOf(path) ?? 'none that is known',
  });
}
