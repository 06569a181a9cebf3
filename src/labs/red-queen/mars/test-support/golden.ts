import { decodeInstruction } from '../encoding.ts';
import type { Instruction } from '../instruction.ts';
import type { Rules } from '../rules.ts';
import type { Warrior } from '../warrior.ts';

/** A warrior as golden files hold it; a cell is [code, A-value, B-value]. */
export interface GoldenWarrior {
  readonly start: number;
  readonly pin: number | null;
  readonly cells: readonly (readonly [number, number, number])[];
}

interface GoldenFact {
  readonly rules: Rules;
  /** The argument of -F. */
  readonly position: number;
  readonly warriors: readonly GoldenWarrior[];
}

/** What pMARS says of a battle. */
export interface GoldenBattle extends GoldenFact {
  readonly rounds: number;
  /** For each warrior in how many rounds it survived with 1, 2, … warriors left. */
  readonly survivals: readonly (readonly number[])[];
}

/** What pMARS's debugger shows after some instructions of the first round. */
export interface GoldenDump extends GoldenFact {
  readonly executed: number;
  /** All cells that are not DAT.F $0, $0, as [address, code, A-value, B-value]. */
  readonly cells: readonly (readonly [number, number, number, number])[];
  /** Queues, the next process first; null where the debugger cut the list short. */
  readonly processes: readonly (readonly number[] | null)[];
}

export function warriorsOf({ warriors }: GoldenFact): Warrior[] {
  return warriors.map(({ start, pin, cells }) => ({
    name: 'golden',
    author: '',
    start,
    pin,
    instructions: cells.map(([code, aValue, bValue]) => decodeInstruction(code, aValue, bValue) as Instruction),
  }));
}
