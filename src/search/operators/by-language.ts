import type { Operator } from '../../core/operator.ts';
import { isJavaScript } from './program-syntax.ts';

/** One operator for all languages: JavaScript and TypeScript programs have an implementation of their own. */
export function byLanguage(javaScript: Operator, others: Operator): Operator {
  return {
    ...javaScript,
    propose: (input) => (isJavaScript(input.parents[0].program) ? javaScript : others).propose(input),
  };
}
