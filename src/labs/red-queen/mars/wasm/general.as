// All other instructions, by their code.

import { A, B, CODE, EMPTY_CODE, LAST_RESULT, P_SPACE, P_SPACE_SIZE } from './layout';
import { down, increment, pointer, up, wrap } from './operands';
import { skip } from './handlers';

export const DIED: u32 = 0xffffffff;

export function pointerOf(mode: u32, address: u32, value: u32, size: u32): u32 {
  switch (mode) {
    case 0: return address;
    case 1: return pointer(1, address, value, size);
    case 2: return pointer(2, address, value, size);
    case 3: return pointer(3, address, value, size);
    case 4: return pointer(4, address, value, size);
    case 5: return pointer(5, address, value, size);
    case 6: return pointer(6, address, value, size);
    default: return pointer(7, address, value, size);
  }
}

@inline export function incrementOf(mode: u32, address: u32, value: u32, size: u32): void {
  if (mode == 4) increment(4, address, value, size);
  else if (mode == 7) increment(7, address, value, size);
}

@inline export function privateCell(warrior: u32, cell: u32): u32 {
  const index = cell % load<u32>(P_SPACE_SIZE);
  return index == 0 ? warrior + <u32>LAST_RESULT : load<u32>(warrior, P_SPACE) + (index << 1);
}

// A divided by B, or what is left over; the divisor is not zero.
@inline export function quotient(isDivision: bool, a: u32, b: u32): u32 {
  return isDivision ? a / b : a % b;
}

// Any instruction but SPL, by its code: the next address of the process, or DIED.
//
// The fields of the A-copy are first put where the modifier wants them (`low` for the target's A-value, `high` for its
// B-value); then opcodes differ by modifier only in which fields they touch.
export function execute(warrior: u32, address: u32, size: u32, isSplitting: bool): u32 {
  const at = address << 3;
  const code = load<u16>(at, CODE) ^ EMPTY_CODE;
  const ownA: u32 = load<u16>(at, A);
  const ownB: u32 = load<u16>(at, B);
  const aMode = (code >> 3) & 7;
  const aPointer = pointerOf(aMode, address, ownA, size);
  const sourceAt = aPointer << 3;
  const sourceA: u32 = load<u16>(sourceAt, A);
  const sourceB: u32 = load<u16>(sourceAt, B);
  incrementOf(aMode, address, ownA, size);
  const bMode = code & 7;
  const target = pointerOf(bMode, address, ownB, size) << 3;
  const a: u32 = bMode == 0 ? ownA : load<u16>(target, A);
  const b: u32 = bMode == 0 ? ownB : load<u16>(target, B);
  incrementOf(bMode, address, ownB, size);
  if (isSplitting) return aPointer;

  const modifier = (code >> 6) & 7;
  const isCrossed = modifier == 2 || modifier == 3 || modifier == 5;
  const low = isCrossed ? sourceB : sourceA;
  const high = isCrossed ? sourceA : sourceB;
  const hasLow = modifier != 1 && modifier != 2;
  const hasHigh = modifier != 0 && modifier != 3;
  switch (code >> 9) {
    case 0:
      return DIED;
    case 1:
      if (hasLow) store<u16>(target, low, A);
      if (hasHigh) store<u16>(target, high, B);
      break;
    case 2:
      if (hasLow) store<u16>(target, wrap(a + low, size), A);
      if (hasHigh) store<u16>(target, wrap(b + high, size), B);
      break;
    case 3:
      if (hasLow) store<u16>(target, wrap(a + size - low, size), A);
      if (hasHigh) store<u16>(target, wrap(b + size - high, size), B);
      break;
    case 4:
      if (hasLow) store<u16>(target, (a * low) % size, A);
      if (hasHigh) store<u16>(target, (b * high) % size, B);
      break;
    case 5:
    case 6: {
      // One zero ends the process, but not before the other field is computed.
      const isDivision = code >> 9 == 5;
      if (hasLow && low != 0) store<u16>(target, quotient(isDivision, a, low), A);
      if (hasHigh && high != 0) store<u16>(target, quotient(isDivision, b, high), B);
      if ((hasLow && low == 0) || (hasHigh && high == 0)) return DIED;
      break;
    }
    case 7:
      return aPointer;
    case 8:
      if ((!hasLow || a == 0) && (!hasHigh || b == 0)) return aPointer;
      break;
    case 9:
      if ((hasLow && a != 0) || (hasHigh && b != 0)) return aPointer;
      break;
    case 10:
      // The cell as it is now is decremented, the copy decides.
      if (hasLow) store<u16>(target, down(load<u16>(target, A), size), A);
      if (hasHigh) store<u16>(target, down(load<u16>(target, B), size), B);
      if ((hasLow && a != 1) || (hasHigh && b != 1)) return aPointer;
      break;
    case 12:
      return skip((!hasLow || low < a) && (!hasHigh || high < b), address, size);
    case 13:
    case 14:
    case 18: {
      const isSame =
        (!hasLow || low == a) &&
        (!hasHigh || high == b) &&
        (modifier != 6 || load<u16>(sourceAt, CODE) == load<u16>(target, CODE));
      return skip(isSame == (code >> 9 != 14), address, size);
    }
    case 16: {
      // LDP and STP: two fields make no sense here, so F, X and I act as B.
      const cell = modifier == 0 || modifier == 2 ? sourceA : sourceB;
      const value = load<u16>(privateCell(warrior, cell));
      if (modifier == 0 || modifier == 3) store<u16>(target, value, A);
      else store<u16>(target, value, B);
      break;
    }
    case 17: {
      const cell = modifier == 0 || modifier == 3 ? a : b;
      store<u16>(privateCell(warrior, cell), modifier == 0 || modifier == 2 ? sourceA : sourceB);
      break;
    }
    default:
      break;
  }
  return up(address, size);
}
