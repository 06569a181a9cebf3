/** What an error must tell a person: what was wanted, what came instead, and what to do next. */
export interface ErrorDetails {
  readonly wanted?: string;
  readonly got?: string;
  readonly next?: string;
  readonly cause?: unknown;
}

/** An error as plain data, for whoever keeps it or sends it to another process. What the error does not say is left out. */
export interface ErrorData extends Omit<ErrorDetails, 'cause'> {
  readonly code: `KAIZEN_${string}`;
  readonly summary: string;
}

/**
 * The one error class of Kaizen. `code` is stable across releases, so users can search for it and tests assert it.
 * Codes are listed in `docs/errors.md`.
 */
export class KaizenError extends Error {
  override readonly name = 'KaizenError';
  readonly code: `KAIZEN_${string}`;
  /** What happened, as it was given: `message` has it with the code before it and the details below it. */
  readonly summary: string;
  readonly wanted: string | undefined;
  readonly got: string | undefined;
  readonly next: string | undefined;

  constructor(code: `KAIZEN_${string}`, summary: string, details: ErrorDetails = {}) {
    const lines = [`[${code}] ${indented(summary)}`];
    for (const name of ['wanted', 'got', 'next'] as const) {
      const text = details[name];
      if (text !== undefined) lines.push(`  ${`${name}:`.padEnd(7)} ${indented(text)}`);
    }
    super(lines.join('\n'), details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.summary = summary;
    this.wanted = details.wanted;
    this.got = details.got;
    this.next = details.next;
  }

  static from({ code, summary, ...details }: ErrorData): KaizenError {
    return new KaizenError(code, summary, details);
  }

  /** `from` makes the same error of it, but for its cause. */
  toData(): ErrorData {
    const { code, summary, wanted, got, next } = this;
    return {
      code,
      summary,
      ...(wanted !== undefined && { wanted }),
      ...(got !== undefined && { got }),
      ...(next !== undefined && { next }),
    };
  }
}

/** What came may be many lines from a candidate: none of them may look like a line of ours. */
function indented(text: string): string {
  return text.replaceAll('\n', '\n          ');
}

/** The text of anything that was thrown, without its stack. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
