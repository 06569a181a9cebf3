import { describe, it } from 'vitest';

/**
 * One thing that every implementation of a contract must do. `check` throws when the subject breaks it, so the laws can
 * also be run without a test runner, and be shown to fail for a broken subject.
 */
export interface Law<Subject> {
  readonly name: string;
  check(subject: Subject): void;
}

/** A law about something that takes its time. */
export interface AsyncLaw<Subject> {
  readonly name: string;
  check(subject: Subject): Promise<void>;
}

/** Declares one test for each law. */
export function describeLaws<Subject>(
  title: string,
  laws: readonly (Law<Subject> | AsyncLaw<Subject>)[],
  subject: Subject,
): void {
  describe(title, () => {
    for (const law of laws) it(law.name, () => law.check(subject));
  });
}

/** Settings of a property test that gives the same verdict each time: a suite that fails now and then helps nobody. */
export function runs(numRuns: number): { readonly seed: number; readonly numRuns: number } {
  return { seed: 1, numRuns };
}

/** The names of the laws that a subject breaks. */
export function brokenLaws<Subject>(laws: readonly Law<Subject>[], subject: Subject): string[] {
  return laws.filter((law) => throws(() => law.check(subject))).map(({ name }) => name);
}

export async function brokenAsyncLaws<Subject>(
  laws: readonly AsyncLaw<Subject>[],
  subject: Subject,
): Promise<string[]> {
  const names: string[] = [];
  for (const law of laws) {
    const isBroken = await law.check(subject).then(
      () => false,
      () => true,
    );
    if (isBroken) names.push(law.name);
  }
  return names;
}

function throws(run: () => void): boolean {
  try {
    run();
    return false;
  } catch {
    return true;
  }
}
