import type { JsonObject } from '../base/json.ts';

/** A replaceable part of a run by name and options; its content hash is part of the run's specification. */
export interface ComponentSpec {
  readonly name: string;
  readonly options?: JsonObject;
}

/** Every role of a run. Later, components are themselves candidates. */
export interface Components {
  readonly archive: ComponentSpec;
  readonly islands: ComponentSpec;
  readonly selector: ComponentSpec;
  /** Draws the second parent of operators that need one. */
  readonly mateSelector: ComponentSpec;
  readonly acceptance: ComponentSpec;
  readonly allocator: ComponentSpec;
  readonly operators: readonly ComponentSpec[];
}
