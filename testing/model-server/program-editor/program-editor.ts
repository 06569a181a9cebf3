import { type Random, randomFrom, rootKey, subKey } from '../../../src/base/random.ts';
import type { ModelRequest, ModelScript, ScriptedReply } from '../script.ts';
import { type ChangedNumber, changeNumber } from './change-number.ts';
import { type FoundProgram, findProgram } from './find-program.ts';
import { type Edit, MALFORMATIONS, type Malformation, PROSE, spoilEdit } from './malformed.ts';

export interface ProgramEditorOptions {
  /** Form of the edits. Default: a diff where the prompt shows SEARCH/REPLACE blocks, else the whole program. */
  readonly format?: 'diff' | 'full';
  /** Share of the replies that are malformed, by kind; together at most 1. Default: none. */
  readonly malformed?: Readonly<Partial<Record<Malformation, number>>>;
  /** Whether the same prompt gets another reply each time. Default: no, so that a call made again tells the same. */
  readonly variesByAttempt?: boolean;
}

/**
 * A script that behaves as a plausible model for program evolution: it finds the program in the prompt and changes one
 * number of it, by a diff or a full rewrite in the form that the prompt asks for. Asked whether a program is novel, it
 * says yes. What it answers is decided by seed and content alone, unless attempts are to vary. Requests for structured
 * output, and those in which it finds no number, are left to the server.
 */
export function programEditor(options: ProgramEditorOptions = {}): ModelScript {
  return (request) => (request.endpoint === 'chat' ? answer(request, options) : undefined);
}

function answer(
  request: ModelRequest,
  { format, malformed = {}, variesByAttempt = false }: ProgramEditorOptions,
): ScriptedReply | undefined {
  const { text, body, seed, hash, attempt } = request;
  if (body.response_format !== undefined) return undefined;
  if (/\bNOT[_ ]NOVEL\b/.test(text)) return { text: 'NOVEL\nIt computes something else.' };
  const random = randomFrom(subKey(rootKey(seed), `${hash}/edit/${variesByAttempt ? attempt : 1}`));
  const spoiled = drawMalformation(malformed, random);
  if (spoiled === 'prose-only') return { text: PROSE };
  const program = findProgram(text);
  const lines = program?.text.replace(/\r?\n$/, '').split(/\r?\n/) ?? [];
  const change = changeNumber(lines, random);
  if (program === null || change === null) return undefined;
  const isDiff = (format ?? (/<{7} SEARCH/.test(text) ? 'diff' : 'full')) === 'diff';
  const reply = isDiff ? diffReply(lines, change, spoiled, text) : fullReply(program, lines, change, spoiled, text);
  return { text: spoiled === 'crlf' ? reply.replaceAll('\n', '\r\n') : reply };
}

function drawMalformation(shares: NonNullable<ProgramEditorOptions['malformed']>, random: Random): Malformation | null {
  const weights = MALFORMATIONS.map((kind) => shares[kind] ?? 0);
  const sound = Math.max(0, 1 - weights.reduce((sum, weight) => sum + weight, 0));
  return random.pickWeighted<Malformation | null>([null, ...MALFORMATIONS], [sound, ...weights]);
}

function diffReply(
  lines: readonly string[],
  change: ChangedNumber,
  spoiled: Malformation | null,
  prompt: string,
): string {
  const { search, replace } = spoilEdit(uniqueEdit(lines, change), lines, spoiled);
  const close = spoiled === 'unclosed-block' ? [] : ['>>>>>>> REPLACE'];
  const block = ['<<<<<<< SEARCH', ...search, '=======', ...replace, ...close].join('\n');
  return withHeading(prompt.includes('<DIFF>') ? `<DIFF>\n${block}\n</DIFF>` : block, change, prompt);
}

function fullReply(
  { language }: FoundProgram,
  lines: readonly string[],
  change: ChangedNumber,
  spoiled: Malformation | null,
  prompt: string,
): string {
  const edit = spoilEdit({ search: [change.before], replace: [change.after] }, lines, spoiled);
  const program = [...lines.slice(0, change.line), ...edit.replace, ...lines.slice(change.line + 1)].join('\n');
  const block = `\`\`\`${language}\n${program}\n${spoiled === 'unclosed-block' ? '' : '```'}`;
  return withHeading(prompt.includes('<CODE>') ? `<CODE>\n${block}\n</CODE>` : block, change, prompt);
}

/** The changed line with as many lines around it as make it stand once in the program. */
function uniqueEdit(lines: readonly string[], { line, after }: ChangedNumber): Edit {
  const text = lines.join('\n');
  for (let context = 0; ; context++) {
    const first = Math.max(0, line - context);
    const search = lines.slice(first, line + context + 1);
    const snippet = search.join('\n');
    if (text.indexOf(snippet) === text.lastIndexOf(snippet) || search.length === lines.length) {
      return { search, replace: search.map((own, index) => (first + index === line ? after : own)) };
    }
  }
}

/** Name and description in tags where the prompt speaks of such tags, else in prose. */
function withHeading(block: string, { before, after }: ChangedNumber, prompt: string): string {
  const description = `Changes \`${before.trim()}\` to \`${after.trim()}\`.`;
  if (!prompt.includes('<NAME>')) return `${description}\n\n${block}\n`;
  return `<NAME>\nother_constant\n</NAME>\n<DESCRIPTION>\n${description}\n</DESCRIPTION>\n${block}\n`;
}
