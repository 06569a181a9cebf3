import { InvalidArgumentError } from 'commander';

/** A run, or one candidate of it, as options name them: `r0003`, `latest` or `r0003:12`. */
export interface RunReference {
  readonly run: string;
  /** Null stands for the best one. */
  readonly candidate: number | null;
}

export function parseRunReference(text: string): RunReference {
  const [, run, candidate] = /^([^:]+)(?::(\d{1,15}))?$/.exec(text) ?? [];
  if (run === undefined)
    throw new InvalidArgumentError('wanted a run, or a candidate of it, such as r0003 or r0003:12');
  return { run, candidate: candidate === undefined ? null : Number(candidate) };
}
