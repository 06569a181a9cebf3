/** One step of the schema. Published steps never change; a later step corrects them. */
export interface Migration {
  /** The schema version that the step leads to; steps are numbered without gaps from 1. */
  readonly version: number;
  readonly sql: string;
}
