import type { Json } from '../../base/json.ts';
import type { Program } from '../../core/program.ts';
import { cleanAnswer } from './clean-answer.ts';

/** A program's files; `isExact` is false where cleaning or the limit changed a text, so that nobody takes it for the program. */
export function programView(program: Program): { readonly [key: string]: Json } {
  const files: Json = { ...program.files };
  const isExact = JSON.stringify(cleanAnswer(files)) === JSON.stringify(files);
  return { language: program.language, entry: program.entry, files, isExact };
}
