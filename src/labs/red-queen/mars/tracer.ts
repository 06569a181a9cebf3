import type { Battle } from './battle.ts';
import { OPCODES, type Opcode } from './instruction.ts';
import { Machine } from './machine.ts';

/** One executed instruction, as a viewer shows it. */
export interface Step {
  readonly warrior: number;
  /** Where the instruction stands. */
  readonly address: number;
  /** Cells whose fields were looked at besides the instruction itself, in order; a cell may come twice. */
  readonly reads: readonly number[];
  /** Cells that were written, in order; a cell may come twice, and may keep its content. */
  readonly writes: readonly number[];
  /** Whether an SPL made a process. */
  readonly hasSpawned: boolean;
  /** Whether the process ended here. */
  readonly hasEnded: boolean;
  /** Whether that was the warrior's last process. */
  readonly hasDied: boolean;
}

const READ_A: ReadonlySet<Opcode> = new Set<Opcode>([
  'MOV',
  'ADD',
  'SUB',
  'MUL',
  'DIV',
  'MOD',
  'SLT',
  'SEQ',
  'CMP',
  'SNE',
  'LDP',
  'STP',
]);
const READ_B: ReadonlySet<Opcode> = new Set<Opcode>([
  'ADD',
  'SUB',
  'MUL',
  'DIV',
  'MOD',
  'JMZ',
  'JMN',
  'DJN',
  'SLT',
  'SEQ',
  'CMP',
  'SNE',
  'STP',
]);
const WRITE_B: ReadonlySet<Opcode> = new Set<Opcode>(['MOV', 'ADD', 'SUB', 'MUL', 'DIV', 'MOD', 'DJN', 'LDP']);

/** Steps through one round and keeps book of who wrote each cell last. */
export interface Tracer {
  readonly machine: Machine;
  /** For each cell the warrior that wrote it last, or −1. */
  readonly owners: Int8Array;
  /** Executes one instruction; null when the round is over. */
  step(): Step | null;
}

/** Where an operand leads, worked out before the instruction runs; `decremented` are cells it has already lowered. */
function follow(
  machine: Machine,
  mode: number,
  value: number,
  address: number,
  earlier: OperandPath | null,
): OperandPath {
  const { coreSize } = machine.battle.rules;
  if (mode === 0) return { pointer: null, target: address, changes: null };
  const pointer = (address + value) % coreSize;
  if (mode === 1) return { pointer: null, target: pointer, changes: null };
  const usesA = mode >= 5;
  const pair = machine.values[pointer] as number;
  let field = usesA ? pair & 0xffff : pair >>> 16;
  // The B-operand sees what the A-operand did to the cell that both go through.
  const before = earlier?.changes ?? null;
  if (earlier?.pointer === pointer && before !== null && before.usesA === usesA) field += before.by;
  const by = mode === 3 || mode === 6 ? -1 : mode === 4 || mode === 7 ? 1 : 0;
  if (by < 0) field -= 1;
  const target = (pointer + field + 2 * coreSize) % coreSize;
  return { pointer, target, changes: by === 0 ? null : { usesA, by } };
}

interface OperandPath {
  /** The cell that an indirect operand goes through. */
  readonly pointer: number | null;
  readonly target: number;
  /** Which field of the pointer is lowered or raised. */
  readonly changes: { readonly usesA: boolean; readonly by: number } | null;
}

/** @param round index of a round of the battle, which `checkBattle` accepts; p-spaces are as before the first round */
export function traceRound(battle: Battle, round: number): Tracer {
  return traceMachine(new Machine(battle), round);
}

/** Loads a round into a machine, whose p-spaces stay as earlier rounds left them, to step through it. */
export function traceMachine(machine: Machine, round: number): Tracer {
  const { battle } = machine;
  machine.load(round);
  const { coreSize } = battle.rules;
  const owners = new Int8Array(coreSize).fill(-1);
  for (const [warrior, { instructions }] of battle.warriors.entries()) {
    const position = battle.rounds[round]?.positions[warrior] ?? 0;
    for (let cell = 0; cell < instructions.length; cell++) owners[(position + cell) % coreSize] = warrior;
  }
  return {
    machine,
    owners,
    step: () => {
      if (machine.isOver) return null;
      const { warrior, address } = machine;
      const code = machine.codes[address] as number;
      const pair = machine.values[address] as number;
      const opcode = OPCODES[code >> 9] ?? 'DAT';
      const a = follow(machine, (code >> 3) & 7, pair & 0xffff, address, null);
      const b = follow(machine, code & 7, pair >>> 16, address, a);
      const reads: number[] = [];
      const writes: number[] = [];
      for (const { pointer, changes } of [a, b]) {
        if (pointer !== null) reads.push(pointer);
        if (pointer !== null && changes !== null) writes.push(pointer);
      }
      if (READ_A.has(opcode)) reads.push(a.target);
      if (READ_B.has(opcode)) reads.push(b.target);
      if (WRITE_B.has(opcode)) writes.push(b.target);
      const processes = machine.processCounts[warrior] as number;
      machine.run(1);
      const change = (machine.processCounts[warrior] as number) - processes;
      for (const cell of writes) owners[cell] = warrior;
      const [hasSpawned, hasEnded] = [change > 0, change < 0];
      return { warrior, address, reads, writes, hasSpawned, hasEnded, hasDied: hasEnded && processes === 1 };
    },
  };
}
