import { DEFAULT_FUNCTION_SET } from '../core/function-set.ts';
import type { Language } from '../core/program.ts';

/**
 * What genetic operators may call in programs of a task: what it says, else a few functions of Math. In other languages the
 * default is an empty set, which means all that the operators know there.
 */
export function functionSetOf(named: readonly string[] | undefined, language: Language): readonly string[] {
  if (named !== undefined) return named;
  return language === 'javascript' || language === 'typescript' ? DEFAULT_FUNCTION_SET : [];
}
