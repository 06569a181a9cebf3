import type { ChatReply } from '../../../../core/model.ts';
import type { Program } from '../../../../core/program.ts';
import { type Applied, applyBlocks } from '../edits/apply-blocks.ts';
import { applyRewrites, type Rewrite } from '../edits/apply-rewrite.ts';
import { type EditFailure, failed, isFailure } from '../edits/edit-failure.ts';
import { editableFiles } from '../edits/editable-files.ts';
import { finishChild } from '../edits/finish-child.ts';
import { EDIT_LIMITS } from '../edits/limits.ts';
import { parseBlocks } from '../edits/parse-blocks.ts';
import { cleanLine } from './clean-text.ts';
import { codeFences } from './code-fences.ts';
import { sectionOf, withoutThoughts } from './sections.ts';

const NAME_LENGTH = 80;
const DESCRIPTION_LENGTH = 600;

/** What a model called its edit, and what it says about it: cleaned, bounded, never trusted. */
export interface EditTitle {
  readonly name: string;
  readonly description: string;
}

export interface Child extends EditTitle {
  readonly program: Program;
}

/** The title of a reply, whatever else is in it. */
export function titleOf(reply: string): EditTitle {
  const text = withoutThoughts(reply.slice(0, EDIT_LIMITS.reply));
  return {
    name: cleanLine(sectionOf(text, 'NAME') ?? '', NAME_LENGTH),
    description: cleanLine(sectionOf(text, 'DESCRIPTION') ?? '', DESCRIPTION_LENGTH),
  };
}

/**
 * The child that a reply makes of a program. `expects` says what was asked for; a rewrite that comes as edit blocks is
 * taken as these, while a diff that comes as plain code is refused: it may be a part of the program only.
 */
export function readReply(
  program: Program,
  { text, finish }: Pick<ChatReply, 'text' | 'finish'>,
  expects: 'diff' | 'rewrite',
): Child | EditFailure {
  if (finish === 'refused') return failed('refused', 'The model declined.');
  if (text.length > EDIT_LIMITS.reply) return failed('too-large', 'The reply is too long to be read.');
  const isCut = finish === 'length';
  const made = filesOf(program, withoutThoughts(text), isCut, expects);
  if (isFailure(made)) {
    if (!isCut) return made;
    return failed('cut-off', `The reply ended at its limit of tokens. Answer with a smaller edit. ${made.message}`);
  }
  const child = finishChild(program, made.files);
  return isFailure(child) ? child : { program: child, ...titleOf(text) };
}

function filesOf(
  program: Program,
  text: string,
  isCut: boolean,
  expects: 'diff' | 'rewrite',
): Pick<Applied, 'files'> | EditFailure {
  const paths = editableFiles(program);
  const blocks = parseBlocks(text, paths);
  if (isFailure(blocks)) return blocks;
  if (blocks.length > 0) {
    if (isCut && !blocks.at(-1)?.isClosed) return failed('cut-off', 'The last edit block has no end.');
    return applyBlocks(program, blocks);
  }
  if (expects === 'diff') return failed('no-edit', 'The reply has no SEARCH/REPLACE block.');
  const rewrites = rewritesOf(text, paths, isCut);
  return isFailure(rewrites) ? rewrites : applyRewrites(program, rewrites);
}

/** All files that are named; without any name, the longest block: the others are examples. */
function rewritesOf(text: string, paths: readonly string[], isCut: boolean): Rewrite[] | EditFailure {
  const section = sectionOf(text, 'CODE');
  const source = section || text;
  const fences = codeFences(source, paths);
  if (fences.length === 0) {
    return section === null || section === ''
      ? failed('no-edit', 'The reply has no block of code.')
      : [{ path: null, code: section }];
  }
  if (isCut && fences.some(({ isClosed }) => !isClosed)) return failed('cut-off', 'The code has no end.');
  const named = new Map(fences.filter(({ path }) => path !== null).map((fence) => [fence.path, fence]));
  if (named.size > 0) return [...named.values()];
  return [fences.reduce((longest, fence) => (fence.code.length > longest.code.length ? fence : longest))];
}
