/**
 * Regenerates the battle results and core dumps that pMARS 0.9.2 gives, from two headless builds of it:
 * `node scripts/golden-mars.ts <server build> <debugger build>`. What is stored are facts about our own random programs;
 * no part of pMARS is.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Battle } from '../src/labs/red-queen/mars/battle.ts';
import { encodeInstruction } from '../src/labs/red-queen/mars/encoding.ts';
import { Machine } from '../src/labs/red-queen/mars/machine.ts';
import { pmarsRounds } from '../src/labs/red-queen/mars/placement.ts';
import type { GoldenBattle, GoldenDump } from '../src/labs/red-queen/mars/test-support/golden.ts';
import { loadFile } from '../src/labs/red-queen/mars/test-support/load-file.ts';
import { randomBattle } from '../src/labs/red-queen/mars/test-support/random-battle.ts';

const ROUNDS = 7;
const BATTLES = 120;
/** Tried; most random programs die before the later times. */
const DUMPS = 400;
const DUMPS_KEPT = 15;
const DUMP_TIMES = [1, 10, 100, 1000];

const [server = '', debuggerBuild = ''] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'kaizen-golden-'));
const golden = join(import.meta.dirname, '..', 'src', 'labs', 'red-queen', 'mars', 'golden');

function run(binary: string, options: readonly string[], { warriors, rules }: Battle, input = ''): string {
  const files = warriors.map((warrior, index) => {
    const file = join(folder, `${index}.red`);
    writeFileSync(file, loadFile(warrior));
    return file;
  });
  const { coreSize, cycles, processes, length, distance, pSpaceSize } = rules;
  const flags = { s: coreSize, c: cycles, p: processes, l: length, d: distance, S: pSpaceSize };
  const settings = Object.entries(flags).flatMap(([flag, value]) => [`-${flag}`, `${value}`]);
  const { stdout } = spawnSync(binary, ['-b', ...settings, ...options, ...files], {
    input,
    encoding: 'utf8',
    timeout: 20_000,
  });
  return stdout;
}

/** pMARS's counter can step over zero when a warrior dies in the very last turn; it then fights on for ever. */
function isEndless(battle: Battle): boolean {
  const machine = new Machine(battle);
  return battle.rounds.some((_, round) => {
    machine.load(round);
    machine.run(Number.POSITIVE_INFINITY);
    const isEarly = machine.hasOverrun;
    machine.finish();
    return isEarly;
  });
}

function plainBattle(
  seed: number,
  warriors: number,
  coreSizes: readonly number[],
): { battle: Battle; position: number } {
  const battle = randomBattle(seed, { warriors, coreSizes, cycles: [100, 300, 2000] });
  const { coreSize, distance } = battle.rules;
  const position = distance + ((seed * 7919) % (coreSize - distance + 1));
  const rounds = pmarsRounds(battle.rules, warriors, ROUNDS, position);
  return { battle: { ...battle, rounds, ending: 'pmars', countsCoverage: false }, position };
}

const packed = ({ warriors }: Battle) =>
  warriors.map(({ instructions, start, pin }) => ({
    start,
    pin,
    cells: instructions.map((cell) => [encodeInstruction(cell), cell.aValue, cell.bValue] as const),
  }));

/** For each warrior in how many rounds it survived with 1, 2, … warriors left. */
function battleFact(seed: number): GoldenBattle | null {
  const warriors = 2 + (seed % 7);
  const { battle, position } = plainBattle(seed, warriors, [80, 97, 800, 1009, 8000, 8192, 55_440]);
  if (isEndless(battle)) return null;
  const lines = run(server, ['-k', '-r', `${ROUNDS}`, '-F', `${position}`], battle)
    .trim()
    .split('\n');
  const survivals = lines.map((line) =>
    line
      .trim()
      .split(' ')
      .map(Number)
      .slice(...(warriors === 2 ? [0, 2] : [1, 1 + warriors])),
  );
  return { rules: battle.rules, position, rounds: ROUNDS, warriors: packed(battle), survivals };
}

/** The debugger executes one instruction more than it is told to skip, and asks for `a` before it lists all. */
function dumpFact(seed: number, executed: number): GoldenDump | null {
  const { battle, position } = plainBattle(seed, 2, [80, 97, 256]);
  const machine = new Machine(battle);
  machine.load(0);
  // The debugger shows no queue when the round is over.
  if (machine.run(executed + 1) <= executed) return null;
  const { coreSize } = battle.rules;
  const commands = `skip ${executed - 1}\nlist 0,${coreSize - 1}\na\nregisters\nquit\n`;
  const output = run(debuggerBuild, ['-e', '-r', '1', '-F', `${position}`], battle, commands);
  const pattern =
    /^(?:\(cdb\) | RET for more.* all )?(\d{5}) {3}(?:(\w+)\s*\.(\w+) +(\S) *(-?\d+), (\S) *(-?\d+))?\s*$/;
  const lines = output.split('\n').filter((line) => pattern.test(line));
  const cells = lines.slice(-coreSize).flatMap((line) => {
    const [, address, opcode, modifier, aMode, aValue, bMode, bValue] = pattern.exec(line) as unknown as string[];
    if (opcode === undefined) return [];
    const words = { opcode, modifier, aMode, bMode, aValue: 0, bValue: 0 } as Parameters<typeof encodeInstruction>[0];
    const inCore = (value: string | undefined): number => (Number(value) + coreSize) % coreSize;
    return [[Number(address), encodeInstruction(words), inCore(aValue), inCore(bValue)] as const];
  });
  const queues = [...output.matchAll(/Process queue:\n(.*)\n/g)].map(([, line = '']) => {
    if (line.includes('..')) return null;
    const places = line.trim().split(/\s+/);
    const head = places.findIndex((place) => place.startsWith('['));
    return [...places.slice(head), ...places.slice(0, head)].map((place) =>
      Number.parseInt(place.replace('[', ''), 10),
    );
  });
  const [current, other] = queues;
  if (current === undefined || other === undefined)
    throw new Error(`no queues for seed ${seed} at ${executed}:\n${output}`);
  const isFirst = output.includes('Currently executing warrior 0');
  const processes = isFirst ? [current, other] : [other, current];
  return { rules: battle.rules, position, executed, warriors: packed(battle), cells, processes };
}

const lines = (facts: readonly unknown[]): string => `[\n${facts.map((fact) => JSON.stringify(fact)).join(',\n')}\n]\n`;

try {
  const battles = Array.from({ length: BATTLES }, (_, index) => battleFact(50_000 + index));
  const dumps = DUMP_TIMES.flatMap((time) =>
    Array.from({ length: DUMPS }, (_, index) => 60_000 + time * 1000 + index)
      .values()
      .map((seed) => dumpFact(seed, time))
      .filter((fact) => fact !== null)
      .take(DUMPS_KEPT)
      .toArray(),
  );
  for (const [name, facts] of Object.entries({ battles, dumps })) {
    const kept = facts.filter((fact) => fact !== null);
    writeFileSync(join(golden, `${name}.json`), lines(kept));
    process.stdout.write(`${name}.json: ${kept.length} facts\n`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
