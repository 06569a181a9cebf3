/** What an error must tell a person: what was wanted, what came instead, and what to do next. */
export interface ErrorDetails {
  readonly wanted?: string;
  readonly got?: string;
  readonly next?: string;
  readonly cause?: unknown;
}

/**
 * The one error class of Kaizen. `code` is stable across releases, so users can search for it and tests assert it.
 * Codes are listed in `docs/errors.md`.
 */
export class KaizenError extends Error {
  override readonly name = 'KaizenError';
  readonly code: `KAIZEN_${string}`;
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
    this.wanted = details.wanted;
    this.got = details.got;
    this.next = details.next;
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
