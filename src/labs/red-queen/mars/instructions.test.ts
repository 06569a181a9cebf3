import { describe, expect, it } from 'vitest';
import { decodeInstruction } from './encoding.ts';
import type { Instruction, Mode, Modifier, Opcode } from './instruction.ts';
import { createTypescriptEngine } from './typescript-engine.ts';
import { createWasmEngine } from './wasm-engine.ts';

/** `MOV.AB #3 $1` as an instruction. */
function cell(text: string): Instruction {
  const [, opcode, modifier, aMode, a, bMode, b] = /^(\w+)\.(\w+) (.)(\d+) (.)(\d+)$/.exec(text) as unknown as string[];
  const modes = { aMode: aMode as Mode, bMode: bMode as Mode };
  return { opcode: opcode as Opcode, modifier: modifier as Modifier, ...modes, aValue: Number(a), bValue: Number(b) };
}

function text(instruction: Instruction): string {
  const { opcode, modifier, aMode, aValue, bMode, bValue } = instruction;
  return `${opcode}.${modifier} ${aMode}${aValue} ${bMode}${bValue}`;
}

const rules = { coreSize: 100, cycles: 1, processes: 2, length: 10, distance: 10, pSpaceSize: 7 };
/** Cells 1 and 2 of every case: the usual source and target. */
const SOURCE = 'DAT.F #3 #4';
const TARGET = 'DAT.F #20 #95';

/** [what stands at 0, what then stands at 0, 1 and 2 where it changed, the processes after one instruction]. */
const CASES: readonly [string, Readonly<Record<number, string>>, readonly number[]][] = [
  ['DAT.F $1 $2', {}, []],
  ['MOV.A $1 $2', { 2: 'DAT.F #3 #95' }, [1]],
  ['MOV.B $1 $2', { 2: 'DAT.F #20 #4' }, [1]],
  ['MOV.AB $1 $2', { 2: 'DAT.F #20 #3' }, [1]],
  ['MOV.BA $1 $2', { 2: 'DAT.F #4 #95' }, [1]],
  ['MOV.F $1 $2', { 2: 'DAT.F #3 #4' }, [1]],
  ['MOV.X $1 $2', { 2: 'DAT.F #4 #3' }, [1]],
  ['MOV.I $0 $2', { 2: 'MOV.I $0 $2' }, [1]],
  ['ADD.F $1 $2', { 2: 'DAT.F #23 #99' }, [1]],
  ['ADD.X $1 $2', { 2: 'DAT.F #24 #98' }, [1]],
  ['ADD.AB #7 $2', { 2: 'DAT.F #20 #2' }, [1]],
  ['SUB.BA $1 $2', { 2: 'DAT.F #16 #95' }, [1]],
  ['SUB.AB #96 $2', { 2: 'DAT.F #20 #99' }, [1]],
  ['MUL.F $1 $2', { 2: 'DAT.F #60 #80' }, [1]],
  ['DIV.F $1 $2', { 2: 'DAT.F #6 #23' }, [1]],
  ['MOD.X $1 $2', { 2: 'DAT.F #0 #2' }, [1]],
  // One divisor is zero: the other field is computed, then the process ends.
  ['DIV.F #0 $2', { 2: 'DAT.F #20 #47' }, []],
  ['JMP.B $50 $2', {}, [50]],
  ['JMZ.A $50 $2', {}, [1]],
  ['JMZ.F $50 $3', {}, [50]],
  ['JMN.B $50 $2', {}, [50]],
  ['DJN.A $50 $2', { 2: 'DAT.F #19 #95' }, [50]],
  ['DJN.F $50 $3', { 3: 'DAT.F $99 $99' }, [50]],
  ['SPL.B $50 $2', {}, [1, 50]],
  ['SLT.A $1 $2', {}, [2]],
  ['SLT.B $2 $1', {}, [1]],
  ['SLT.A $1 $1', {}, [1]],
  ['SEQ.I $1 $1', {}, [2]],
  ['SEQ.X $1 $2', {}, [1]],
  ['CMP.I $0 $0', {}, [2]],
  ['SNE.I $1 $2', {}, [2]],
  ['SNE.F $1 $1', {}, [1]],
  ['NOP.F $1 $2', {}, [1]],
  // P-space cell 0 holds coreSize − 1 in the first round; 98 mod 7 = 0; empty cells hold 0.
  ['LDP.AB #98 $2', { 2: 'DAT.F #20 #99' }, [1]],
  ['LDP.A $1 $2', { 2: 'DAT.F #0 #95' }, [1]],
  ['STP.AB #5 #3', {}, [1]],
  // Modes. @1 leads to 1 + 4 = 5, <1 to 1 + 3 = 4 with 1 lowered, >1 to 5 with 1 raised; * { } likewise through A.
  ['MOV.I $2 @1', { 5: TARGET }, [1]],
  ['MOV.I $2 <1', { 1: 'DAT.F #3 #3', 4: TARGET }, [1]],
  ['MOV.I $2 >1', { 1: 'DAT.F #3 #5', 5: TARGET }, [1]],
  ['MOV.I $2 *1', { 4: TARGET }, [1]],
  ['MOV.I $2 {1', { 1: 'DAT.F #2 #4', 3: TARGET }, [1]],
  ['MOV.I $2 }1', { 1: 'DAT.F #4 #4', 4: TARGET }, [1]],
  ['JMP.B @1 {0', { 0: 'JMP.B @0 {0' }, [5]],
  ['MOV.I #5 $2', { 2: 'MOV.I #5 $2' }, [1]],
  ['ADD.AB #5 #7', { 0: 'ADD.AB #5 #12' }, [1]],
];

describe.each([createTypescriptEngine, createWasmEngine])('%o executes', (create) => {
  const engine = create();

  it.each(CASES)('%s', (first, changes, processes) => {
    const instructions = [first, SOURCE, TARGET].map(cell);
    const rounds = [{ positions: [0], starter: 0 }];
    const warriors = [{ name: '', author: '', instructions, start: 0, pin: null }];
    engine.fight({ warriors, rules, rounds, ending: 'one-left', countsCoverage: false });
    const { codes, aValues, bValues, processes: queues } = engine.state();
    const before: Record<number, string> = { 0: first, 1: SOURCE, 2: TARGET };
    const seen: Record<number, string> = {};
    for (const [address, code] of codes.entries()) {
      const after = text(
        decodeInstruction(code, aValues[address] as number, bValues[address] as number) as Instruction,
      );
      if (after !== (before[address] ?? 'DAT.F $0 $0')) seen[address] = after;
    }
    expect(seen).toEqual(changes);
    expect(queues).toEqual([processes]);
  });
});
