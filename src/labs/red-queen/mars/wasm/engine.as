// The Core War engine in AssemblyScript. All rounds of a battle run in one call of `fight`; nothing is imported.
//
// scripts/build-mars.ts compiles this file into engine-binary.ts. The host (wasm-engine.ts) writes a battle into memory
// as described here and reads the results back; the semantics are those of machine.ts, which says more about them.
//
// Cells, 8 bytes each, from CORE on: A-value u16, B-value u16, code u16, handler u16. The code is the one of
// `encodeInstruction` exclusive-or EMPTY_CODE, so that an empty core is all zeros. Codes are never computed, only copied
// with whole cells, so the handler (what to run for that code) is looked up once, when a warrior is loaded. Field-wise
// loads and stores have the same width wherever a cell is fetched, which keeps store forwarding of the processor intact.

import { CODE, CORE, CORE_SIZE, COUNT, COUNTS_COVERAGE, COVERED, CYCLES, DEATH, DEATH_COST, EMPTY_CODE, EXECUTED, FIRST_WARRIOR, HANDLER, HEAD, IMAGE, LAST_RESULT, LEAST_ALIVE, LENGTH, NEXT, PREVIOUS, QUEUE, QUEUE_MASK, RESULT_TABLE, ROUNDS, ROUND_TABLE, SPAWNED, START, WARRIORS, WARRIOR_STRIDE } from './layout';
import { up, wrap } from './operands';
import { addAB, addF, decrementB, decrementF, destination, isEqual, jumpIfZeroB, jumpIfZeroF, move, moveAB, skip } from './handlers';
import { cover, fork, slot, split } from './queue';
import { DIED, execute } from './general';
export { handlerOf } from './handler-of';

// One round, from the warrior that moves first. Returns how many warriors are left.
function play<T>(first: u32): u32 {
  const size = load<u32>(CORE_SIZE);
  const mask = load<u32>(QUEUE_MASK);
  let warrior = first;
  let alive = load<u32>(WARRIORS);
  let remaining: i32 = load<u32>(CYCLES) * alive;
  // Since the last death the living took turns; `opening` had the first of them when `opened` instructions were left.
  let opening = warrior;
  let opened = remaining;

  while (remaining > 0) {
    remaining--;
    const head = load<u32>(warrior, HEAD);
    store<u32>(warrior, head + 1, HEAD);
    const address: u32 = load<u16>(slot(warrior, head, mask), QUEUE);
    let next = up(address, size);
    switch (load<u16>(address << 3, HANDLER)) {
      case 0: next = DIED; break;
      case 0o100: move(0, 0, address, size); break;
      case 0o101: move(0, 1, address, size); break;
      case 0o102: move(0, 2, address, size); break;
      case 0o103: move(0, 3, address, size); break;
      case 0o104: move(0, 4, address, size); break;
      case 0o105: move(0, 5, address, size); break;
      case 0o106: move(0, 6, address, size); break;
      case 0o107: move(0, 7, address, size); break;
      case 0o110: move(1, 0, address, size); break;
      case 0o111: move(1, 1, address, size); break;
      case 0o112: move(1, 2, address, size); break;
      case 0o113: move(1, 3, address, size); break;
      case 0o114: move(1, 4, address, size); break;
      case 0o115: move(1, 5, address, size); break;
      case 0o116: move(1, 6, address, size); break;
      case 0o117: move(1, 7, address, size); break;
      case 0o120: move(2, 0, address, size); break;
      case 0o121: move(2, 1, address, size); break;
      case 0o122: move(2, 2, address, size); break;
      case 0o123: move(2, 3, address, size); break;
      case 0o124: move(2, 4, address, size); break;
      case 0o125: move(2, 5, address, size); break;
      case 0o126: move(2, 6, address, size); break;
      case 0o127: move(2, 7, address, size); break;
      case 0o130: move(3, 0, address, size); break;
      case 0o131: move(3, 1, address, size); break;
      case 0o132: move(3, 2, address, size); break;
      case 0o133: move(3, 3, address, size); break;
      case 0o134: move(3, 4, address, size); break;
      case 0o135: move(3, 5, address, size); break;
      case 0o136: move(3, 6, address, size); break;
      case 0o137: move(3, 7, address, size); break;
      case 0o140: move(4, 0, address, size); break;
      case 0o141: move(4, 1, address, size); break;
      case 0o142: move(4, 2, address, size); break;
      case 0o143: move(4, 3, address, size); break;
      case 0o144: move(4, 4, address, size); break;
      case 0o145: move(4, 5, address, size); break;
      case 0o146: move(4, 6, address, size); break;
      case 0o147: move(4, 7, address, size); break;
      case 0o150: move(5, 0, address, size); break;
      case 0o151: move(5, 1, address, size); break;
      case 0o152: move(5, 2, address, size); break;
      case 0o153: move(5, 3, address, size); break;
      case 0o154: move(5, 4, address, size); break;
      case 0o155: move(5, 5, address, size); break;
      case 0o156: move(5, 6, address, size); break;
      case 0o157: move(5, 7, address, size); break;
      case 0o160: move(6, 0, address, size); break;
      case 0o161: move(6, 1, address, size); break;
      case 0o162: move(6, 2, address, size); break;
      case 0o163: move(6, 3, address, size); break;
      case 0o164: move(6, 4, address, size); break;
      case 0o165: move(6, 5, address, size); break;
      case 0o166: move(6, 6, address, size); break;
      case 0o167: move(6, 7, address, size); break;
      case 0o170: move(7, 0, address, size); break;
      case 0o171: move(7, 1, address, size); break;
      case 0o172: move(7, 2, address, size); break;
      case 0o173: move(7, 3, address, size); break;
      case 0o174: move(7, 4, address, size); break;
      case 0o175: move(7, 5, address, size); break;
      case 0o176: move(7, 6, address, size); break;
      case 0o177: move(7, 7, address, size); break;
      case 0o200: next = destination(0, address, size); break;
      case 0o201: next = destination(1, address, size); break;
      case 0o202: next = destination(2, address, size); break;
      case 0o203: next = destination(3, address, size); break;
      case 0o204: next = destination(4, address, size); break;
      case 0o205: next = destination(5, address, size); break;
      case 0o206: next = destination(6, address, size); break;
      case 0o207: next = destination(7, address, size); break;
      case 0o210: next = fork<T>(0, warrior, head, address, next, size, mask); break;
      case 0o211: next = fork<T>(1, warrior, head, address, next, size, mask); break;
      case 0o212: next = fork<T>(2, warrior, head, address, next, size, mask); break;
      case 0o213: next = fork<T>(3, warrior, head, address, next, size, mask); break;
      case 0o214: next = fork<T>(4, warrior, head, address, next, size, mask); break;
      case 0o215: next = fork<T>(5, warrior, head, address, next, size, mask); break;
      case 0o216: next = fork<T>(6, warrior, head, address, next, size, mask); break;
      case 0o217: next = fork<T>(7, warrior, head, address, next, size, mask); break;
      case 0o220: next = decrementB(0, address, size); break;
      case 0o221: next = decrementB(1, address, size); break;
      case 0o222: next = decrementB(2, address, size); break;
      case 0o223: next = decrementB(3, address, size); break;
      case 0o224: next = decrementB(4, address, size); break;
      case 0o225: next = decrementB(5, address, size); break;
      case 0o226: next = decrementB(6, address, size); break;
      case 0o227: next = decrementB(7, address, size); break;
      case 0o230: next = decrementF(0, address, size); break;
      case 0o231: next = decrementF(1, address, size); break;
      case 0o232: next = decrementF(2, address, size); break;
      case 0o233: next = decrementF(3, address, size); break;
      case 0o234: next = decrementF(4, address, size); break;
      case 0o235: next = decrementF(5, address, size); break;
      case 0o236: next = decrementF(6, address, size); break;
      case 0o237: next = decrementF(7, address, size); break;
      case 0o240: addAB(0, address, size); break;
      case 0o241: addAB(1, address, size); break;
      case 0o242: addAB(2, address, size); break;
      case 0o243: addAB(3, address, size); break;
      case 0o244: addAB(4, address, size); break;
      case 0o245: addAB(5, address, size); break;
      case 0o246: addAB(6, address, size); break;
      case 0o247: addAB(7, address, size); break;
      case 0o250: addF(true, 0, address, size); break;
      case 0o251: addF(true, 1, address, size); break;
      case 0o252: addF(true, 2, address, size); break;
      case 0o253: addF(true, 3, address, size); break;
      case 0o254: addF(true, 4, address, size); break;
      case 0o255: addF(true, 5, address, size); break;
      case 0o256: addF(true, 6, address, size); break;
      case 0o257: addF(true, 7, address, size); break;
      case 0o260: addF(false, 0, address, size); break;
      case 0o261: addF(false, 1, address, size); break;
      case 0o262: addF(false, 2, address, size); break;
      case 0o263: addF(false, 3, address, size); break;
      case 0o264: addF(false, 4, address, size); break;
      case 0o265: addF(false, 5, address, size); break;
      case 0o266: addF(false, 6, address, size); break;
      case 0o267: addF(false, 7, address, size); break;
      case 0o270: moveAB(0, address, size); break;
      case 0o271: moveAB(1, address, size); break;
      case 0o272: moveAB(2, address, size); break;
      case 0o273: moveAB(3, address, size); break;
      case 0o274: moveAB(4, address, size); break;
      case 0o275: moveAB(5, address, size); break;
      case 0o276: moveAB(6, address, size); break;
      case 0o277: moveAB(7, address, size); break;
      case 0o300: next = skip(isEqual(0, address, size), address, size); break;
      case 0o301: next = skip(isEqual(1, address, size), address, size); break;
      case 0o302: next = skip(isEqual(2, address, size), address, size); break;
      case 0o303: next = skip(isEqual(3, address, size), address, size); break;
      case 0o304: next = skip(isEqual(4, address, size), address, size); break;
      case 0o305: next = skip(isEqual(5, address, size), address, size); break;
      case 0o306: next = skip(isEqual(6, address, size), address, size); break;
      case 0o307: next = skip(isEqual(7, address, size), address, size); break;
      case 0o310: next = skip(!isEqual(0, address, size), address, size); break;
      case 0o311: next = skip(!isEqual(1, address, size), address, size); break;
      case 0o312: next = skip(!isEqual(2, address, size), address, size); break;
      case 0o313: next = skip(!isEqual(3, address, size), address, size); break;
      case 0o314: next = skip(!isEqual(4, address, size), address, size); break;
      case 0o315: next = skip(!isEqual(5, address, size), address, size); break;
      case 0o316: next = skip(!isEqual(6, address, size), address, size); break;
      case 0o317: next = skip(!isEqual(7, address, size), address, size); break;
      case 0o320: next = jumpIfZeroB(0, address, size); break;
      case 0o321: next = jumpIfZeroB(1, address, size); break;
      case 0o322: next = jumpIfZeroB(2, address, size); break;
      case 0o323: next = jumpIfZeroB(3, address, size); break;
      case 0o324: next = jumpIfZeroB(4, address, size); break;
      case 0o325: next = jumpIfZeroB(5, address, size); break;
      case 0o326: next = jumpIfZeroB(6, address, size); break;
      case 0o327: next = jumpIfZeroB(7, address, size); break;
      case 0o330: next = jumpIfZeroF(0, address, size); break;
      case 0o331: next = jumpIfZeroF(1, address, size); break;
      case 0o332: next = jumpIfZeroF(2, address, size); break;
      case 0o333: next = jumpIfZeroF(3, address, size); break;
      case 0o334: next = jumpIfZeroF(4, address, size); break;
      case 0o335: next = jumpIfZeroF(5, address, size); break;
      case 0o336: next = jumpIfZeroF(6, address, size); break;
      case 0o337: next = jumpIfZeroF(7, address, size); break;
      default: {
        // GENERAL. SPL with a side effect of its B-operand is the one opcode that needs the queue.
        const isSplitting = (load<u16>(address << 3, CODE) ^ EMPTY_CODE) >> 9 == 11;
        const result = execute(warrior, address, size, isSplitting);
        if (!isSplitting || split<T>(warrior, head, next, mask)) next = result;
      }
    }
    const count = load<u32>(warrior, COUNT);
    if (next != DIED) {
      store<u16>(slot(warrior, head + count, mask), next, QUEUE);
      cover<T>(warrior, next);
      warrior = load<u32>(warrior, NEXT);
      continue;
    }
    store<u32>(warrior, count - 1, COUNT);
    const following = load<u32>(warrior, NEXT);
    if (count == 1) {
      share(opening, opened - remaining, alive);
      store<u32>(warrior, load<u32>(warrior, EXECUTED), DEATH);
      const previous = load<u32>(warrior, PREVIOUS);
      store<u32>(previous, following, NEXT);
      store<u32>(following, previous, PREVIOUS);
      // Of the instructions that are left, the dead warrior would have had every alive-th.
      remaining -= remaining / alive + load<u32>(DEATH_COST);
      alive--;
      opening = following;
      opened = remaining;
      if (alive < load<u32>(LEAST_ALIVE)) return alive;
    }
    warrior = following;
  }
  if (opened > 0) share(opening, opened, alive);
  return alive;
}

// Adds to each living warrior the turns it had when `turns` instructions were executed in rotation from `first` on.
function share(first: u32, turns: u32, alive: u32): void {
  let warrior = first;
  for (let place: u32 = 0; place < alive; place++) {
    store<u32>(warrior, load<u32>(warrior, EXECUTED) + (turns + alive - 1 - place) / alive, EXECUTED);
    warrior = load<u32>(warrior, NEXT);
  }
}

@inline function recordOf(index: u32): u32 {
  return load<u32>(FIRST_WARRIOR) + index * load<u32>(WARRIOR_STRIDE);
}

function place(index: u32, position: u32): void {
  const size = load<u32>(CORE_SIZE);
  const count = load<u32>(WARRIORS);
  const warrior = recordOf(index);
  const length = load<u32>(warrior, LENGTH);
  // A warrior may run over the end of the core.
  const straight = min<u32>(length, size - position);
  const image = load<u32>(warrior, IMAGE);
  memory.copy(CORE + (position << 3), image, straight << 3);
  memory.copy(CORE, image + (straight << 3), (length - straight) << 3);
  store<u32>(warrior, 0, HEAD);
  store<u32>(warrior, 1, COUNT);
  store<u32>(warrior, recordOf((index + 1) % count), NEXT);
  store<u32>(warrior, recordOf((index + count - 1) % count), PREVIOUS);
  store<u32>(warrior, 0, SPAWNED);
  store<u32>(warrior, 0, EXECUTED);
  store<u32>(warrior, 0, DEATH);
  store<u16>(warrior, wrap(position + load<u32>(warrior, START), size), QUEUE);
  if (load<u32>(COUNTS_COVERAGE) != 0) memory.fill(load<u32>(warrior, COVERED), 0, size);
}

function coverage(marks: u32, size: u32): u32 {
  let sum: u32 = 0;
  const whole = size & ~7;
  for (let at: u32 = 0; at < whole; at += 8) sum += <u32>popcnt<u64>(load<u64>(marks + at));
  for (let at = whole; at < size; at++) sum += load<u8>(marks + at);
  return sum;
}

// Fights all rounds.
export function fight(): void {
  const count = load<u32>(WARRIORS);
  const size = load<u32>(CORE_SIZE);
  const isCovering = load<u32>(COUNTS_COVERAGE) != 0;
  let table = load<u32>(ROUND_TABLE);
  let result = load<u32>(RESULT_TABLE);
  for (let round: u32 = load<u32>(ROUNDS); round > 0; round--) {
    memory.fill(CORE, 0, size << 3);
    for (let index: u32 = 0; index < count; index++) place(index, load<u32>(table + 4 + (index << 2)));
    const first = recordOf(load<u32>(table));
    const alive = isCovering ? play<u32>(first) : play<f32>(first);
    for (let index: u32 = 0; index < count; index++) {
      const warrior = recordOf(index);
      store<u32>(warrior, load<u32>(warrior, COUNT) > 0 ? alive : 0, LAST_RESULT);
      store<u32>(result, load<u32>(warrior, DEATH), 0);
      store<u32>(result, load<u32>(warrior, EXECUTED), 4);
      store<u32>(result, load<u32>(warrior, SPAWNED), 8);
      store<u32>(result, isCovering ? coverage(load<u32>(warrior, COVERED), size) : 0, 12);
      result += 16;
    }
    table += (count + 1) << 2;
  }
}
