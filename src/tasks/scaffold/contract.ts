/** A file of a new task, with what it is for. */
export interface ScaffoldFile {
  readonly path: string;
  readonly about: string;
  readonly text: string;
}

/** What differs between the languages. */
export interface ScaffoldParts {
  readonly manifest: object;
  readonly files: readonly ScaffoldFile[];
}
