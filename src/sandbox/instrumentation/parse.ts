import { type ParseResult, parseSync, type Program as SyntaxTree } from 'oxc-parser';
import { CandidateFault } from '../contract.ts';

/** `line:column`, both from 1, of a UTF-16 offset. */
export function positionOf(source: string, offset: number): string {
  const before = source.slice(0, offset);
  const line = before.split('\n').length;
  return `${line}:${offset - before.lastIndexOf('\n')}`;
}

function firstError(source: string, result: ParseResult): string | undefined {
  const error = result.errors.find((candidate) => candidate.severity === 'Error');
  if (error === undefined) return undefined;
  const label = error.labels[0];
  return label === undefined ? error.message : `${error.message} at ${positionOf(source, label.start)}`;
}

/** The first syntax error with its position; undefined when there is none. */
export function parseErrorsOf(path: string, source: string, lang: 'js' | 'ts'): string | undefined {
  return firstError(source, parseSync(path, source, { sourceType: 'module', lang }));
}

/** Throws CandidateFault with line and column when the text is no JavaScript module. */
export function parseModule(path: string, source: string): SyntaxTree {
  const result = parseSync(path, source, { sourceType: 'module', lang: 'js' });
  const error = firstError(source, result);
  if (error !== undefined) throw new CandidateFault('crash', `${path} does not parse: ${error}`);
  return result.program;
}
