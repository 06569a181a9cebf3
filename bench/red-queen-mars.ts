import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble } from '../src/labs/red-queen/assembler/assemble.ts';
import { HILLS } from '../src/labs/red-queen/assembler/hills.ts';
import type { Battle, Engine } from '../src/labs/red-queen/mars/battle.ts';
import { pmarsRounds } from '../src/labs/red-queen/mars/placement.ts';
import { createTypescriptEngine } from '../src/labs/red-queen/mars/typescript-engine.ts';
import { createWasmEngine } from '../src/labs/red-queen/mars/wasm-engine.ts';

/**
 * Core War engines in million instructions per second of CPU time: eight pairings of common kinds of warriors.
 * Arguments: path of a headless pMARS to compare with (optional), repetitions (default 5), rounds (default 200).
 *
 * Engines take turns within a repetition and the best of all repetitions counts, so that other work on the machine
 * disturbs all of them alike. pMARS is charged its user time less that of assembling alone (`-r 0`).
 */
const RULES = HILLS['94nop'].rules;

const SOURCES = {
  imp: ['MOV.I $0, $1'],
  dwarf: ['ADD.AB #4, $3', 'MOV.I $2, @2', 'JMP $-2', 'DAT #0, #0'],
  stone: [
    'SPL #0, <-100',
    'loop MOV.I bomb, @step',
    'ADD.F step, loop',
    'DJN.F loop, <-1000',
    'step MOV 3039, 3040',
    'bomb DAT <-2, <2',
  ],
  paper: [
    'SPL $1, $0',
    'SPL $1, $0',
    'MOV.I $-1, $0',
    'one SPL @one, >2667',
    'MOV.I }one, >one',
    'MOV.I bomb, >-1200',
    'two SPL @two, >1143',
    'MOV.I }two, >two',
    'JMZ.F @two, *two',
    'bomb DAT <1, <12',
  ],
  scanner: [
    'scan ADD.F step, look',
    'look SNE.I $100, $112',
    'JMP scan',
    'MOV.AB #12, count',
    'MOV.B look, wipe',
    'wipe MOV.I bomb, >look',
    'DJN.B wipe, count',
    'JMP scan',
    'step ADD.F #24, #24',
    'count DAT #0, #12',
    'bomb SPL #1, #0',
  ],
  'paper+imp': [
    'SPL paper',
    'SPL $2, $0',
    'JMP imp',
    'JMP imp+2667',
    'imp MOV.I #0, 2667',
    'paper SPL $1, $0',
    'MOV.I $-1, $0',
    'one SPL @one, >3044',
    'MOV.I }one, >one',
    'MOV.I imp, >-200',
    'JMZ.F @one, *one',
  ],
  clear: [
    'SPL #0, <-20',
    'MOV.I bomb, >gate',
    'MOV.I bomb, >gate',
    'DJN.F $-2, >gate',
    'gate DAT #100, #200',
    'bomb DAT <2667, #12',
  ],
} as const;

const PAIRS: readonly (readonly [keyof typeof SOURCES, keyof typeof SOURCES])[] = [
  ['imp', 'imp'],
  ['imp', 'dwarf'],
  ['stone', 'stone'],
  ['paper', 'paper'],
  ['paper', 'stone'],
  ['scanner', 'paper'],
  ['scanner', 'stone'],
  ['paper+imp', 'clear'],
];

const [pmars = '', repetitions = '5', rounds = '200'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'kaizen-bench-'));

function textOf(name: keyof typeof SOURCES): string {
  return [';redcode-94', `;name ${name}`, ';assert 1', ...SOURCES[name], 'END', ''].join('\n');
}

function battleOf(names: readonly (keyof typeof SOURCES)[]): Battle {
  const warriors = names.map((name) => assemble(textOf(name), RULES).warrior);
  const placed = pmarsRounds(RULES, 2, Number(rounds), 1000);
  return { warriors, rules: RULES, rounds: placed, ending: 'pmars', countsCoverage: false };
}

/** CPU seconds of one battle in an engine. */
function secondsIn(engine: Engine, battle: Battle): number {
  const before = process.cpuUsage();
  engine.fight(battle);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** User seconds of pMARS, by the clock of bash, which is finer than that of other shells. */
function secondsOfPmars(names: readonly string[], roundCount: number): number {
  const files = names.map((name) => join(folder, `${name}.red`));
  const command = ['TIMEFORMAT=%3U; time "$@" > /dev/null', pmars, pmars, '-b', '-r', `${roundCount}`, '-F', '1000'];
  const { stderr } = spawnSync('bash', ['-c', ...command, ...files], { encoding: 'utf8' });
  return Number(stderr.trim());
}

try {
  for (const name of Object.keys(SOURCES) as (keyof typeof SOURCES)[]) {
    writeFileSync(join(folder, `${name}.red`), textOf(name));
  }
  const engines = [createWasmEngine(), createTypescriptEngine()];
  const titles = [...engines.map(({ name }) => name), ...(pmars === '' ? [] : ['pmars'])];
  console.log(['pair'.padEnd(20), 'M instr.', ...titles.map((title) => title.padStart(12))].join(' '));
  const totals = titles.map(() => 0);
  let all = 0;
  for (const pair of PAIRS) {
    const battle = battleOf(pair);
    const instructions = engines.map((engine) => engine.fight(battle).instructions)[0] as number;
    const best = titles.map(() => Number.POSITIVE_INFINITY);
    for (let repetition = 0; repetition < Number(repetitions); repetition++) {
      const seconds = engines.map((engine) => secondsIn(engine, battle));
      if (pmars !== '') seconds.push(secondsOfPmars(pair, Number(rounds)) - secondsOfPmars(pair, 0));
      for (const [index, value] of seconds.entries()) best[index] = Math.min(best[index] as number, value);
    }
    for (const [index, seconds] of best.entries()) totals[index] = (totals[index] as number) + seconds;
    all += instructions;
    const cells = best.map((seconds) => (instructions / seconds / 1e6).toFixed(1).padStart(12));
    console.log([pair.join('/').padEnd(20), (instructions / 1e6).toFixed(1).padStart(8), ...cells].join(' '));
  }
  const speeds = totals.map((seconds) => all / seconds / 1e6);
  const cells = speeds.map((speed) => speed.toFixed(1).padStart(12));
  console.log(['total'.padEnd(20), (all / 1e6).toFixed(1).padStart(8), ...cells].join(' '));
  if (pmars !== '') {
    const ratios = speeds.map((speed) => (speed / (speeds[2] as number)).toFixed(2).padStart(12));
    console.log(['ratio to pMARS'.padEnd(29), ...ratios].join(' '));
  }
} finally {
  rmSync(folder, { recursive: true });
}
