import type { Battle, BattleResult, CoreState, Engine, RoundResult } from './battle.ts';
import { checkBattle } from './check-battle.ts';
import { noBattleYet } from './core-state.ts';
import { EMPTY_CODE, imageOf } from './encoding.ts';
import { ENGINE_BINARY } from './engine-binary.ts';
import { pSpaceOwners } from './p-space-owners.ts';

/** The part of WebAssembly that is used here: the types of Node do not have it, and those of browsers are not loaded. */
declare const WebAssembly: {
  readonly Module: new (binary: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/** What wasm/engine.as exports. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly fight: () => void;
  readonly handlerOf: (code: number) => number;
}

/** Where things are in memory; wasm/engine.as describes them. */
const CORE = 4096;
const LARGEST_CORE_BYTES = 65_536 * 8;
const RECORD_BYTES = 64;
const PAGE_BYTES = 65_536;
const HANDLERS = 1 << 14;

/** Addresses of everything whose size depends on the battle. */
interface Layout {
  readonly firstWarrior: number;
  readonly stride: number;
  readonly pSpaces: number;
  readonly covered: number;
  readonly images: number;
  readonly rounds: number;
  readonly results: number;
  readonly end: number;
}

function aligned(bytes: number): number {
  return (bytes + 63) & ~63;
}

function layoutOf({ warriors, rules, rounds }: Battle, queueLength: number): Layout {
  const count = warriors.length;
  const firstWarrior = CORE + LARGEST_CORE_BYTES;
  const stride = RECORD_BYTES + aligned(queueLength * 2);
  const pSpaces = firstWarrior + count * stride;
  const covered = pSpaces + aligned(count * rules.pSpaceSize * 2);
  const images = covered + count * aligned(rules.coreSize);
  const roundTable = images + warriors.reduce((sum, { instructions }) => sum + instructions.length * 8, 0);
  const results = roundTable + rounds.length * (count + 1) * 4;
  const end = results + rounds.length * count * 16;
  return { firstWarrior, stride, pSpaces, covered, images, rounds: roundTable, results, end };
}

let compiled: object | undefined;

/**
 * The engine in WebAssembly: all rounds of a battle run inside it, nothing is imported. One per worker thread; the
 * module is compiled once per thread.
 */
export function createWasmEngine(): Engine {
  compiled ??= new WebAssembly.Module(Buffer.from(ENGINE_BINARY, 'base64'));
  const { memory, fight, handlerOf } = new WebAssembly.Instance(compiled).exports as Exports;
  const handlers = Uint8Array.from({ length: HANDLERS }, (_, code) => handlerOf(code));
  let last: { battle: Battle; layout: Layout; queueMask: number } | null = null;

  const write = (battle: Battle, layout: Layout, queueMask: number): void => {
    const { warriors, rules, rounds, ending } = battle;
    const words = new Uint32Array(memory.buffer);
    const halves = new Uint16Array(memory.buffer);
    const count = warriors.length;
    const leastAlive = ending === 'none-left' || count === 1 ? 1 : 2;
    const sizes = [rules.coreSize, count, rules.cycles, rules.processes, queueMask, rules.pSpaceSize, rounds.length];
    const endings = [leastAlive, ending === 'pmars' ? 1 : 0, battle.countsCoverage ? 1 : 0];
    words.set([...sizes, ...endings, layout.firstWarrior, layout.stride, layout.rounds, layout.results]);
    halves.fill(0, layout.pSpaces / 2, layout.covered / 2);
    const owners = pSpaceOwners(warriors);
    let image = layout.images;
    for (const [index, warrior] of warriors.entries()) {
      const { codes, values } = imageOf(warrior);
      const record = (layout.firstWarrior + index * layout.stride) / 4;
      words[record + 7] = rules.coreSize - 1;
      words[record + 8] = layout.pSpaces + (owners[index] as number) * rules.pSpaceSize * 2;
      words[record + 9] = layout.covered + index * aligned(rules.coreSize);
      words[record + 10] = image;
      words[record + 11] = codes.length;
      words[record + 12] = warrior.start;
      for (let cell = 0; cell < codes.length; cell++) {
        const code = codes[cell] as number;
        words[image / 4] = values[cell] as number;
        words[image / 4 + 1] = (code ^ EMPTY_CODE) | ((handlers[code] as number) << 16);
        image += 8;
      }
    }
    let at = layout.rounds / 4;
    for (const { starter, positions } of rounds) {
      words[at] = starter;
      words.set(positions, at + 1);
      at += count + 1;
    }
  };

  const readResult = ({ warriors, rounds }: Battle, layout: Layout): BattleResult => {
    const count = warriors.length;
    const words = new Uint32Array(memory.buffer, layout.results, rounds.length * count * 4);
    let instructions = 0;
    let at = 0;
    const results = rounds.map((): RoundResult => {
      const deaths: (number | null)[] = [];
      const executed: number[] = [];
      const spawned: number[] = [];
      const covered: number[] = [];
      for (let warrior = 0; warrior < count; warrior++) {
        const death = words[at] as number;
        deaths.push(death === 0 ? null : death);
        executed.push(words[at + 1] as number);
        spawned.push(words[at + 2] as number);
        covered.push(words[at + 3] as number);
        instructions += words[at + 1] as number;
        at += 4;
      }
      return { deaths, executed, spawned, covered };
    });
    return { rounds: results, instructions };
  };

  const readState = ({ warriors, rules }: Battle, layout: Layout, queueMask: number): CoreState => {
    const words = new Uint32Array(memory.buffer);
    const halves = new Uint16Array(memory.buffer);
    const field = (offset: number): Uint16Array =>
      Uint16Array.from({ length: rules.coreSize }, (_, cell) => halves[CORE / 2 + cell * 4 + offset] as number);
    const records = warriors.map((_, index) => layout.firstWarrior + index * layout.stride);
    return {
      codes: field(2).map((code) => code ^ EMPTY_CODE),
      aValues: field(0),
      bValues: field(1),
      processes: records.map((record) => {
        const head = words[record / 4] as number;
        const queue = (record + RECORD_BYTES) / 2;
        const length = words[record / 4 + 1] as number;
        return Array.from({ length }, (_, place) => halves[queue + ((head + place) & queueMask)] as number);
      }),
      pSpaces: records.map((record) => {
        const base = (words[record / 4 + 8] as number) / 2;
        const cells = [...halves.subarray(base, base + rules.pSpaceSize)];
        cells[0] = words[record / 4 + 7] as number;
        return cells;
      }),
    };
  };

  return {
    name: 'webassembly',
    fight: (battle) => {
      checkBattle(battle);
      const queueLength = 2 ** Math.ceil(Math.log2(battle.rules.processes));
      const layout = layoutOf(battle, queueLength);
      const missing = layout.end - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
      write(battle, layout, queueLength - 1);
      last = { battle, layout, queueMask: queueLength - 1 };
      fight();
      return readResult(battle, layout);
    },
    state: () => {
      if (last === null) throw noBattleYet();
      return readState(last.battle, last.layout, last.queueMask);
    },
  };
}
