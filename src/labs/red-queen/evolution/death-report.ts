import { instructionText } from '../assembler/disassemble.ts';
import type { Engine, Round } from '../mars/battle.ts';
import { decodeInstruction } from '../mars/encoding.ts';
import type { Rules } from '../mars/rules.ts';
import type { Warrior } from '../mars/warrior.ts';

/** One round that a warrior lost. */
export interface LostRound {
  readonly warrior: Warrior;
  readonly opponent: Warrior;
  readonly round: Round;
  /** The turn in which it lost its last process. */
  readonly death: number;
}

/** Cells shown on each side of the one that was fatal. */
const AROUND = 4;

/**
 * Where a warrior died and what stood there, for those who change it: the cells around its last instruction, one turn
 * before its death, as a listing. Empty where that cannot be told, as for a warrior that remembers earlier rounds.
 */
export function deathReport(engine: Engine, rules: Rules, { warrior, opponent, round, death }: LostRound): string {
  if (death < 2) return 'It died of its first instruction.';
  // The same round, ended just before: what is left in the core is what killed it.
  engine.fight({
    warriors: [warrior, opponent],
    rules: { ...rules, cycles: death - 1 },
    rounds: [round],
    ending: 'one-left',
    countsCoverage: false,
  });
  const { codes, aValues, bValues, processes } = engine.state();
  const [own = []] = processes;
  const [fatal] = own;
  if (fatal === undefined || own.length !== 1) return '';
  const { coreSize } = rules;
  const start = ((round.positions[0] as number) + warrior.start) % coreSize;
  const lines = Array.from({ length: 2 * AROUND + 1 }, (_, index) => {
    const address = (fatal + index - AROUND + coreSize) % coreSize;
    const [code, a, b] = [codes[address], aValues[address], bValues[address]] as [number, number, number];
    const instruction = decodeInstruction(code, a, b);
    const distance = signedDistance(address - start, coreSize);
    const text = instruction === null ? '?' : instructionText(instruction, coreSize);
    return `${index === AROUND ? '>' : ' '} ${distance.padStart(6)}  ${text}`;
  });
  return `Its last process, at >; cells are counted from its first instruction:\n${lines.join('\n')}`;
}

/** The shorter way round the core, with its sign. */
function signedDistance(cells: number, coreSize: number): string {
  const forward = ((cells % coreSize) + coreSize) % coreSize;
  const distance = forward > coreSize / 2 ? forward - coreSize : forward;
  return distance < 0 ? String(distance) : `+${distance}`;
}
