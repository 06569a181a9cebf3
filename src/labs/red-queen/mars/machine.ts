import type { Battle, RoundResult } from './battle.ts';
import { EMPTY_CODE, imageOf } from './encoding.ts';
import { pSpaceOwners } from './p-space-owners.ts';

const LOW = 0xffff;
const HIGH = ~0xffff;
/** For each modifier the fields of the target that it means: A, B, AB, BA, F, X, I. */
const TARGET_FIELDS = new Int32Array([LOW, HIGH, HIGH, LOW, -1, -1, -1, 0]);
/** For each modifier how far to rotate the source, so that each field stands where its target field stands. */
const ROTATIONS = new Int32Array([0, 0, 16, 16, 0, 16, 0, 0]);
const MODIFIER_I = 6;

/** All that changes while a battle runs, copied; it fits into the machine that it came from, and others for that battle. */
export interface MachineState {
  readonly arrays: readonly (Uint8Array | Uint16Array | Int32Array)[];
  readonly current: number;
  readonly alive: number;
  readonly remaining: number;
}

/**
 * A core with its warriors, in TypeScript: the reference, and the machine that can be stopped between two instructions.
 *
 * A cell is a code (see `encodeInstruction`) and a pair of values in one integer: the A-value in the low 16 bits, the
 * B-value in the high ones. Most opcodes then differ by modifier in no more than a rotation and a mask.
 *
 * Order of an instruction, as in pMARS 0.9.2: fetch; A-operand with its side effects, the cell it points to copied before
 * a post-increment; B-operand likewise; then the opcode, which works on the copies. `#` points to the instruction itself
 * and copies it as it was fetched. All numbers lie in 0 .. coreSize − 1.
 */
export class Machine {
  readonly battle: Battle;
  readonly codes: Uint16Array;
  /** Field pairs. */
  readonly values: Int32Array;
  /** How many processes each warrior has. */
  readonly processCounts: Int32Array;
  /** For each warrior 1 if an address was ever put into its queue; null if the battle does not count that. */
  private readonly covered: Uint8Array | null;
  private readonly queueBits: number;
  /** A ring of 2^queueBits addresses for each warrior. */
  private readonly queues: Uint16Array;
  private readonly heads: Int32Array;
  private readonly following: Int32Array;
  private readonly preceding: Int32Array;
  /** Instructions that each warrior has executed in this round. */
  readonly executed: Int32Array;
  /** Processes that each warrior has spawned in this round. */
  readonly spawned: Int32Array;
  /** For each warrior the turn in which it died; 0 while it lives. */
  readonly deaths: Int32Array;
  private readonly pSpaces: Uint16Array;
  private readonly pSpaceBases: readonly number[];
  /** Cell 0 of each warrior's p-space, which it shares with nobody. */
  private readonly lastResults: Int32Array;
  private current = 0;
  private alive = 0;
  /** Instructions until the round is over, if nobody dies. */
  private remaining = 0;

  /** @param battle one that `checkBattle` accepts */
  constructor(battle: Battle) {
    const { warriors, rules } = battle;
    const count = warriors.length;
    this.battle = battle;
    this.codes = new Uint16Array(rules.coreSize);
    this.values = new Int32Array(rules.coreSize);
    this.processCounts = new Int32Array(count);
    this.covered = battle.countsCoverage ? new Uint8Array(count * rules.coreSize) : null;
    this.queueBits = 32 - Math.clz32(rules.processes - 1);
    this.queues = new Uint16Array(count << this.queueBits);
    this.heads = new Int32Array(count);
    this.following = new Int32Array(count);
    this.preceding = new Int32Array(count);
    this.executed = new Int32Array(count);
    this.spawned = new Int32Array(count);
    this.deaths = new Int32Array(count);
    this.pSpaces = new Uint16Array(count * rules.pSpaceSize);
    this.pSpaceBases = pSpaceOwners(warriors).map((owner) => owner * rules.pSpaceSize);
    this.lastResults = new Int32Array(count).fill(rules.coreSize - 1);
  }

  /** Clears the core and loads the warriors for a round; p-spaces stay. */
  load(round: number): void {
    const { warriors, rules, rounds } = this.battle;
    const { positions, starter } = rounds[round] as Battle['rounds'][number];
    this.codes.fill(EMPTY_CODE);
    this.values.fill(0);
    this.heads.fill(0);
    this.processCounts.fill(1);
    for (const counts of [this.executed, this.spawned, this.deaths]) counts.fill(0);
    this.covered?.fill(0);
    for (const [index, warrior] of warriors.entries()) {
      const position = positions[index] as number;
      const { codes, values } = imageOf(warrior);
      for (let cell = 0; cell < codes.length; cell++) {
        const address = (position + cell) % rules.coreSize;
        this.codes[address] = codes[cell] as number;
        this.values[address] = values[cell] as number;
      }
      this.queues[index << this.queueBits] = (position + warrior.start) % rules.coreSize;
      this.following[index] = (index + 1) % warriors.length;
      this.preceding[index] = (index + warriors.length - 1) % warriors.length;
    }
    this.current = starter;
    this.alive = warriors.length;
    this.remaining = warriors.length * rules.cycles;
  }

  get isOver(): boolean {
    const least = this.battle.ending === 'none-left' || this.battle.warriors.length === 1 ? 1 : 2;
    return this.remaining <= 0 || this.alive < least;
  }

  /**
   * Whether pMARS would have missed the end of this round: a death in the very last turn takes its counter past zero,
   * and it fights on until one warrior is left. Here the round is over; this is the one difference.
   */
  get hasOverrun(): boolean {
    return this.remaining < 0;
  }

  /** Index of the warrior whose turn it is. */
  get warrior(): number {
    return this.current;
  }

  /** The address of the instruction that is executed next, if the round is not over. */
  get address(): number {
    return this.queues[(this.current << this.queueBits) | (this.heads[this.current] as number)] as number;
  }

  /** The processes of a warrior, the next to run first. */
  processes(warrior: number): number[] {
    const mask = (1 << this.queueBits) - 1;
    const base = warrior << this.queueBits;
    const head = this.heads[warrior] as number;
    const count = this.processCounts[warrior] as number;
    return Array.from({ length: count }, (_, index) => this.queues[base | ((head + index) & mask)] as number);
  }

  /** The p-space of a warrior as it sees it. */
  pSpace(warrior: number): number[] {
    const base = this.pSpaceBases[warrior] as number;
    const cells = [...this.pSpaces.subarray(base, base + this.battle.rules.pSpaceSize)];
    cells[0] = this.lastResults[warrior] as number;
    return cells;
  }

  /** A copy to come back to. */
  save(): MachineState {
    const { current, alive, remaining } = this;
    return { arrays: this.changing().map((array) => array.slice()), current, alive, remaining };
  }

  /** Goes back to what `save` copied. */
  restore(state: MachineState): void {
    for (const [index, array] of this.changing().entries()) array.set(state.arrays[index] as typeof array);
    this.current = state.current;
    this.alive = state.alive;
    this.remaining = state.remaining;
  }

  private changing(): (Uint8Array | Uint16Array | Int32Array)[] {
    const core = [this.codes, this.values, this.queues, this.heads, this.processCounts];
    const counts = [this.executed, this.spawned, this.deaths, this.following, this.preceding];
    const covered = this.covered === null ? [] : [this.covered];
    return [...core, ...counts, this.pSpaces, this.lastResults, ...covered];
  }

  /** Writes to cell 0 of each p-space how the round ended, and returns its result. */
  finish(): RoundResult {
    const { warriors, rules } = this.battle;
    for (let index = 0; index < warriors.length; index++) {
      this.lastResults[index] = (this.processCounts[index] as number) > 0 ? this.alive : 0;
    }
    const covered = warriors.map((_, index) => {
      let sum = 0;
      for (const mark of this.covered?.subarray(index * rules.coreSize, (index + 1) * rules.coreSize) ?? [])
        sum += mark;
      return sum;
    });
    return {
      deaths: Array.from(this.deaths, (turn) => (turn === 0 ? null : turn)),
      executed: Array.from(this.executed),
      spawned: Array.from(this.spawned),
      covered,
    };
  }

  /** Takes the current warrior, whose last process has just ended, out of the round. */
  private bury(): void {
    const dead = this.current;
    const next = this.following[dead] as number;
    const previous = this.preceding[dead] as number;
    this.deaths[dead] = this.executed[dead] as number;
    this.following[previous] = next;
    this.preceding[next] = previous;
    // Of the instructions that are left after this one, the dead warrior would have had every alive-th.
    this.remaining -= 1 + Math.floor((this.remaining - 1) / this.alive);
    if (this.battle.ending === 'pmars') this.remaining -= 1;
    this.alive -= 1;
    this.current = next;
  }

  /**
   * Executes at most `limit` instructions, fewer if the round ends.
   *
   * @returns the instructions executed
   */
  run(limit: number): number {
    const { codes, values, queues, heads, processCounts, following, executed, queueBits, covered } = this;
    const { coreSize, processes } = this.battle.rules;
    const last = coreSize - 1;
    const queueMask = (1 << queueBits) - 1;
    let done = 0;
    let warrior = this.current;

    while (done < limit && !this.isOver) {
      // Inner loop: until the limit, the end of the round or the next death.
      const until = Math.min(limit - done, this.remaining);
      let left = until;
      let hasDied = false;
      while (left > 0) {
        left -= 1;
        executed[warrior] = (executed[warrior] as number) + 1;
        const queue = warrior << queueBits;
        const head = heads[warrior] as number;
        heads[warrior] = (head + 1) & queueMask;
        const address = queues[queue | head] as number;
        const code = codes[address] as number;
        const instruction = values[address] as number;

        let aPointer = address;
        let a = instruction;
        const aMode = (code >> 3) & 7;
        if (aMode !== 0) {
          aPointer = address + (instruction & LOW);
          if (aPointer > last) aPointer -= coreSize;
          if (aMode === 1) {
            a = values[aPointer] as number;
          } else {
            const pointer = aPointer;
            let pair = values[pointer] as number;
            if (aMode === 3) {
              pair = (pair + (pair >>> 16 === 0 ? last << 16 : -0x10000)) | 0;
              values[pointer] = pair;
            } else if (aMode === 6) {
              pair = (pair + ((pair & LOW) === 0 ? last : -1)) | 0;
              values[pointer] = pair;
            }
            aPointer += aMode < 5 ? (pair >>> 16) & LOW : pair & LOW;
            if (aPointer > last) aPointer -= coreSize;
            a = values[aPointer] as number;
            if (aMode === 4) values[pointer] = pair + (pair >>> 16 === last ? -(last << 16) : 0x10000);
            else if (aMode === 7) values[pointer] = pair + ((pair & LOW) === last ? -last : 1);
          }
        }

        let bPointer = address;
        let b = instruction;
        const bMode = code & 7;
        if (bMode !== 0) {
          bPointer = address + (instruction >>> 16);
          if (bPointer > last) bPointer -= coreSize;
          if (bMode === 1) {
            b = values[bPointer] as number;
          } else {
            const pointer = bPointer;
            let pair = values[pointer] as number;
            if (bMode === 3) {
              pair = (pair + (pair >>> 16 === 0 ? last << 16 : -0x10000)) | 0;
              values[pointer] = pair;
            } else if (bMode === 6) {
              pair = (pair + ((pair & LOW) === 0 ? last : -1)) | 0;
              values[pointer] = pair;
            }
            bPointer += bMode < 5 ? (pair >>> 16) & LOW : pair & LOW;
            if (bPointer > last) bPointer -= coreSize;
            b = values[bPointer] as number;
            if (bMode === 4) values[pointer] = pair + (pair >>> 16 === last ? -(last << 16) : 0x10000);
            else if (bMode === 7) values[pointer] = pair + ((pair & LOW) === last ? -last : 1);
          }
        }

        const modifier = (code >> 6) & 7;
        const fields = TARGET_FIELDS[modifier] as number;
        const rotation = ROTATIONS[modifier] as number;
        // With rotation 0 both shifts are by 0, so this is the source itself.
        const source = (a << rotation) | (a >>> rotation);
        let next = address + 1;
        switch (code >> 9) {
          case 0: // DAT
            next = -1;
            break;
          case 1: // MOV
            if (modifier === MODIFIER_I) {
              codes[bPointer] = codes[aPointer] as number;
              values[bPointer] = a;
            } else {
              values[bPointer] = ((values[bPointer] as number) & ~fields) | (source & fields);
            }
            break;
          case 2: {
            // ADD
            let low = (b & LOW) + (source & LOW);
            if (low > last) low -= coreSize;
            let high = (b >>> 16) + (source >>> 16);
            if (high > last) high -= coreSize;
            values[bPointer] = ((values[bPointer] as number) & ~fields) | ((low | (high << 16)) & fields);
            break;
          }
          case 3: {
            // SUB
            let low = (b & LOW) - (source & LOW);
            if (low < 0) low += coreSize;
            let high = (b >>> 16) - (source >>> 16);
            if (high < 0) high += coreSize;
            values[bPointer] = ((values[bPointer] as number) & ~fields) | ((low | (high << 16)) & fields);
            break;
          }
          case 4: {
            // MUL
            const low = ((b & LOW) * (source & LOW)) % coreSize;
            const high = ((b >>> 16) * (source >>> 16)) % coreSize;
            values[bPointer] = ((values[bPointer] as number) & ~fields) | ((low | (high << 16)) & fields);
            break;
          }
          case 5: // DIV
          case 6: {
            // MOD
            const isDivision = code >> 9 === 5;
            let target = values[bPointer] as number;
            if ((fields & LOW) !== 0) {
              const divisor = source & LOW;
              const low = b & LOW;
              if (divisor === 0) next = -1;
              else target = (target & HIGH) | (isDivision ? (low / divisor) | 0 : low % divisor);
            }
            if ((fields & HIGH) !== 0) {
              const divisor = source >>> 16;
              const high = b >>> 16;
              // One zero ends the process, but not before the other field is computed.
              if (divisor === 0) next = -1;
              else target = (target & LOW) | ((isDivision ? (high / divisor) | 0 : high % divisor) << 16);
            }
            values[bPointer] = target;
            break;
          }
          case 7: // JMP
            next = aPointer;
            break;
          case 8: // JMZ
            if ((b & fields) === 0) next = aPointer;
            break;
          case 9: // JMN
            if ((b & fields) !== 0) next = aPointer;
            break;
          case 10: {
            // DJN: the cell as it is now is decremented, the copy decides.
            let target = values[bPointer] as number;
            if ((fields & LOW) !== 0) target += (target & LOW) === 0 ? last : -1;
            if ((fields & HIGH) !== 0) target += target >>> 16 === 0 ? last << 16 : -0x10000;
            values[bPointer] = target;
            if (((b ^ 0x10001) & fields) !== 0) next = aPointer;
            break;
          }
          case 11: {
            // SPL
            const count = processCounts[warrior] as number;
            if (next > last) next = 0;
            if (count < processes) {
              const tail = (heads[warrior] as number) + count - 1;
              queues[queue | (tail & queueMask)] = next;
              if (covered !== null) covered[warrior * coreSize + next] = 1;
              processCounts[warrior] = count + 1;
              this.spawned[warrior] = (this.spawned[warrior] as number) + 1;
              next = aPointer;
            }
            break;
          }
          case 12: // SLT
            if ((fields & LOW) !== 0 && (source & LOW) >= (b & LOW)) break;
            if ((fields & HIGH) !== 0 && source >>> 16 >= b >>> 16) break;
            next += 1;
            break;
          case 13: // SEQ
          case 18: // CMP
            if (((source ^ b) & fields) !== 0) break;
            if (modifier === MODIFIER_I && codes[aPointer] !== codes[bPointer]) break;
            next += 1;
            break;
          case 14: // SNE
            if (((source ^ b) & fields) !== 0) next += 1;
            else if (modifier === MODIFIER_I && codes[aPointer] !== codes[bPointer]) next += 1;
            break;
          case 16: // LDP
            this.loadPrivate(warrior, bPointer, modifier, a);
            break;
          case 17: // STP
            this.storePrivate(warrior, modifier, a, b);
            break;
          default: // NOP
            break;
        }

        const count = processCounts[warrior] as number;
        if (next >= 0) {
          if (next > last) next -= coreSize;
          queues[queue | (((heads[warrior] as number) + count - 1) & queueMask)] = next;
          if (covered !== null) covered[warrior * coreSize + next] = 1;
        } else {
          processCounts[warrior] = count - 1;
          if (count === 1) {
            hasDied = true;
            break;
          }
        }
        warrior = following[warrior] as number;
      }
      done += until - left;
      if (hasDied) {
        // `bury` counts the fatal instruction itself.
        this.remaining -= until - left - 1;
        this.current = warrior;
        this.bury();
        warrior = this.current;
      } else {
        this.remaining -= until;
        this.current = warrior;
      }
    }
    return done;
  }

  /** LDP: X and I, which a single number cannot follow, act as B, and so does F. */
  private loadPrivate(warrior: number, target: number, modifier: number, a: number): void {
    const fromLow = modifier === 0 || modifier === 2;
    const toLow = modifier === 0 || modifier === 3;
    const cell = (fromLow ? a & LOW : a >>> 16) % this.battle.rules.pSpaceSize;
    const base = this.pSpaceBases[warrior] as number;
    const value = (cell === 0 ? this.lastResults[warrior] : this.pSpaces[base + cell]) as number;
    const pair = this.values[target] as number;
    this.values[target] = toLow ? (pair & HIGH) | value : (pair & LOW) | (value << 16);
  }

  /** STP: the A-operand's number into the cell that the B-operand's number names. */
  private storePrivate(warrior: number, modifier: number, a: number, b: number): void {
    const fromLow = modifier === 0 || modifier === 2;
    const toLow = modifier === 0 || modifier === 3;
    const value = fromLow ? a & LOW : a >>> 16;
    const cell = (toLow ? b & LOW : b >>> 16) % this.battle.rules.pSpaceSize;
    if (cell === 0) this.lastResults[warrior] = value;
    else this.pSpaces[(this.pSpaceBases[warrior] as number) + cell] = value;
  }
}
