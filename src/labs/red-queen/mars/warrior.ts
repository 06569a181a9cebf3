import type { Instruction } from './instruction.ts';

/** An assembled warrior: what the assembler makes and what a core loads. */
export interface Warrior {
  readonly name: string;
  readonly author: string;
  readonly instructions: readonly Instruction[];
  /** Index of the instruction that runs first. */
  readonly start: number;
  /** Warriors with the same number share p-space, but for cell 0; null means a p-space of its own. */
  readonly pin: number | null;
}
