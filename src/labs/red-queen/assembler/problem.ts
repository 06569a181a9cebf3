import { KaizenError } from '../../../base/errors.ts';
import { LIMITS } from './limits.ts';
import type { Place } from './place.ts';

/** What is wrong with a source. Stable names, so that reports can count them and prompts can explain them. */
export type ProblemKind =
  | 'assertion-failed'
  | 'assertion-missing'
  | 'assertion-unreadable'
  | 'block-not-closed'
  | 'block-not-open'
  | 'concatenation'
  | 'dialect'
  | 'division-by-zero'
  | 'expression'
  | 'label-not-used'
  | 'label-taken'
  | 'limit'
  | 'misplaced'
  | 'no-instructions'
  | 'operand-missing'
  | 'overflow'
  | 'recursion'
  | 'start-outside'
  | 'start-twice'
  | 'text-without-label'
  | 'too-long'
  | 'too-many-labels'
  | 'undefined-name'
  | 'unexpected';

export interface Problem extends Place {
  readonly severity: 'error' | 'warning';
  readonly kind: ProblemKind;
  readonly message: string;
}

export function problemText({ line, column, severity, message }: Problem): string {
  return `${line}:${column} ${severity === 'warning' ? 'warning: ' : ''}${message}`;
}

/** A source that is no warrior. `problems` holds all that was found, warnings too, in the order of the source. */
export class AssemblyError extends KaizenError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], count: number) {
    const errors = problems.filter(({ severity }) => severity === 'error');
    const isTooLarge = errors.some(({ kind }) => kind === 'limit');
    const code = isTooLarge ? 'KAIZEN_REDCODE_TOO_LARGE' : 'KAIZEN_REDCODE_INVALID';
    const listed = errors.slice(0, 10).map(problemText);
    if (count > listed.length) listed.push(`and ${count - listed.length} more`);
    super(code, `The warrior does not assemble: ${count === 1 ? 'one error' : `${count} errors`}.`, {
      wanted: "Redcode of ICWS'94 with the extensions of pMARS",
      got: listed.join('\n          '),
      next: isTooLarge ? 'Make the source or what it expands to smaller.' : 'Correct the lines above (line:column).',
    });
    this.problems = problems;
  }
}

/** Collects problems; what cannot go on is thrown at once. */
export class ProblemLog {
  readonly #problems: Problem[] = [];
  #errors = 0;

  get hasErrors(): boolean {
    return this.#errors > 0;
  }

  error(place: Place, kind: ProblemKind, message: string): void {
    this.#errors += 1;
    this.#add({ ...place, severity: 'error', kind, message });
  }

  warn(place: Place, kind: ProblemKind, message: string): void {
    this.#add({ ...place, severity: 'warning', kind, message });
  }

  /** Ends the assembly: a limit was passed, and to go on would be to pass it further. */
  refuse(place: Place, message: string): never {
    this.error(place, 'limit', message);
    return this.fail();
  }

  fail(): never {
    throw new AssemblyError(this.list(), this.#errors);
  }

  list(): Problem[] {
    return this.#problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
  }

  #add(problem: Problem): void {
    // An error must never fall off the list behind warnings that stand for nothing alone.
    if (this.#problems.length < LIMITS.problems || (problem.severity === 'error' && this.#errors === 1)) {
      this.#problems.push(problem);
    }
  }
}
