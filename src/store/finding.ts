import type { KaizenError } from '../base/errors.ts';

/** One thing about a run that is not as it was written, or that could not be checked. Codes are those of `docs/errors.md`. */
export interface Finding {
  readonly code: KaizenError['code'];
  readonly message: string;
  /** The event it was found at, where it can be told. */
  readonly sequence?: number;
}

/** An error that a check ran into, as what it found. */
export function findingOf({ code, summary, got }: KaizenError): Finding {
  return { code, message: got === undefined ? summary : `${summary}: ${got}` };
}
