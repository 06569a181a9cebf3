// Which handler runs which code. The loop in engine.as has a case for each.

// Handlers, in octal digits: kind, A-mode, B-mode. Modes: # $ @ < > * { } = 0 .. 7.
export const DIES: u32 = 0;
export const GENERAL: u32 = 1;
export const MOVE: u32 = 0o100; // MOV.I, all modes
export const JUMP: u32 = 0o200; // JMP, a B-mode without side effects
export const SPLIT: u32 = 0o210; // SPL likewise
export const JUMP_DECREMENT_B: u32 = 0o220; // DJN.B $, any
export const JUMP_DECREMENT_F: u32 = 0o230; // DJN.F $, any
export const ADD_AB: u32 = 0o240; // ADD.AB #, any
export const ADD_F: u32 = 0o250; // ADD.F or .I $, any
export const SUB_F: u32 = 0o260;
export const MOVE_AB: u32 = 0o270; // MOV.AB #, any
export const EQUAL: u32 = 0o300; // SEQ.I and CMP.I $, any
export const DIFFERENT: u32 = 0o310; // SNE.I $, any
export const ZERO_B: u32 = 0o320; // JMZ.B $, any
export const ZERO_F: u32 = 0o330; // JMZ.F, .X, .I $, any

@inline export function isPlain(mode: u32): bool {
  return mode == 0 || mode == 1 || mode == 2 || mode == 5;
}

// The handler of a code as `encodeInstruction` gives it.
export function handlerOf(code: u32): u32 {
  const opcode = code >> 9;
  const modifier = (code >> 6) & 7;
  const a = (code >> 3) & 7;
  const b = code & 7;
  const isWhole = modifier == 6;
  const isPair = modifier >= 4;
  const isB = modifier == 1 || modifier == 2;
  if (opcode == 0 && isPlain(a) && isPlain(b)) return DIES;
  if (opcode == 1 && isWhole) return MOVE + (code & 0o77);
  if (opcode == 1 && modifier == 2 && a == 0) return MOVE_AB + b;
  if (opcode == 7 && isPlain(b)) return JUMP + a;
  if (opcode == 11 && isPlain(b)) return SPLIT + a;
  if (opcode == 10 && isB && a == 1) return JUMP_DECREMENT_B + b;
  if (opcode == 10 && isPair && a == 1) return JUMP_DECREMENT_F + b;
  if (opcode == 2 && modifier == 2 && a == 0) return ADD_AB + b;
  if (opcode == 2 && (modifier == 4 || isWhole) && a == 1) return ADD_F + b;
  if (opcode == 3 && (modifier == 4 || isWhole) && a == 1) return SUB_F + b;
  if ((opcode == 13 || opcode == 18) && isWhole && a == 1) return EQUAL + b;
  if (opcode == 14 && isWhole && a == 1) return DIFFERENT + b;
  if (opcode == 8 && isB && a == 1) return ZERO_B + b;
  if (opcode == 8 && isPair && a == 1) return ZERO_F + b;
  return GENERAL;
}
