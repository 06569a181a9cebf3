/** Exit codes of the command; documented in `docs/cli.md`. */
export const EXIT = {
  ok: 0,
  /** Something failed; the message has a code. */
  failed: 1,
  /** The command line itself was wrong. */
  usage: 2,
  /** `verify` found that something does not hold. */
  unverified: 3,
  /** The run is paused and can be resumed. */
  paused: 4,
} as const;
