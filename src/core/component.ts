import type { JsonObject } from '../base/json.ts';

/** A replaceable part of a run by name and options; its content hash is part of the run's specification. */
export interface ComponentSpec {
  readonly name: string;
  readonly options?: JsonObject;
  /** Tells two operators of one name apart, such as two models: the name of the arm. Default: `name`. */
  readonly as?: string;
}

/** What an operator's slots and credit go under. */
export function armName({ name, as }: ComponentSpec): string {
  return as ?? name;
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
  /** Chooses what model operators are shown beside the parent; none without models. */
  readonly inspirations?: ComponentSpec;
  /** Refuses children of model operators that are too much like what is there; everything passes where it is missing. */
  readonly novelty?: ComponentSpec;
  /** What learns from the run with the help of models, in slots of its own. */
  readonly reflectors?: readonly ComponentSpec[];
}
