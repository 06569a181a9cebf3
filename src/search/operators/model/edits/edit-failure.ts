/** Why a reply gave no child. The list is stable: reasons are counted, and shown in tables. */
export type FailureReason =
  /** The reply holds no edit, code block or tool call that could be read. */
  | 'no-edit'
  /** An edit block has no divider or no end, or a rewrite has half of the markers. */
  | 'malformed-edit'
  | 'search-not-found'
  /** The edit is for text outside of the editable spans. */
  | 'frozen-text'
  | 'unknown-file'
  /** Code was replaced by a comment such as `... rest unchanged`. */
  | 'elided-code'
  | 'too-large'
  | 'no-change'
  | 'does-not-parse'
  /** The provider or the model declined. */
  | 'refused'
  /** The reply ended at its limit of tokens. */
  | 'cut-off'
  /** An agent used up its steps without a child. */
  | 'steps-used-up'
  /** The program to edit is longer than what is shown to models. */
  | 'parent-too-large';

/** `message` is for the model: what went wrong and how to do it right. */
export interface EditFailure {
  readonly reason: FailureReason;
  readonly message: string;
}

export function failed(reason: FailureReason, message: string): EditFailure {
  return { reason, message };
}

export function isFailure(value: object): value is EditFailure {
  return 'reason' in value;
}
