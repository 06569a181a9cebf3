/** One thing that was looked at. */
export interface TaskCheck {
  readonly name: string;
  /** `bad` keeps a run from meaning anything; `limited` is worth knowing. */
  readonly state: 'good' | 'limited' | 'bad';
  readonly found: string;
  readonly next?: string;
}
