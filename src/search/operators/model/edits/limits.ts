/** Sizes in UTF-16 code units and counts. They bound the work that one hostile reply can cause. */
export const EDIT_LIMITS = {
  /** A longer reply is not read at all. */
  reply: 400_000,
  /** Edit blocks of one reply. */
  blocks: 100,
  /** All files of a child together. */
  program: 200_000,
  /** The explanation of a failure that goes back to the model. */
  explanation: 6_000,
} as const;
