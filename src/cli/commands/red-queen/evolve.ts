import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { systemClock } from '../../../base/clock.ts';
import { rootKey } from '../../../base/random.ts';
import { type CoevolutionPlan, coevolve, type RoundOutcome } from '../../../labs/red-queen/evolution/coevolve.ts';
import { createPlan } from '../../../labs/red-queen/evolution/default-plan.ts';
import { createWasmEngine } from '../../../labs/red-queen/mars/wasm-engine.ts';
import { type Generality, generality } from '../../../labs/red-queen/measures/generality.ts';
import { warriorOf } from '../../../labs/red-queen/operators/warrior-program.ts';
import { findWarriors } from '../../../labs/red-queen/sets/find-warriors.ts';
import { createSet, type WarriorSet } from '../../../labs/red-queen/sets/warrior-set.ts';
import { print, withWorkspace, workspaceFolder } from '../../context.ts';
import { EXIT } from '../../exit-codes.ts';
import { parseCount, parsePositive } from '../../parse-amount.ts';
import { createPauseSignal } from '../../pause-signal.ts';
import { createProgress, type Progress } from '../../progress.ts';
import { formatCount } from '../../render/format.ts';
import { table } from '../../render/table.ts';
import { addBattleOptions, type BattleOptions, warnOfRefused } from './options.ts';

interface EvolveOptions extends BattleOptions {
  readonly name: string;
  readonly rounds: number;
  readonly steps: number;
  readonly history: number | 'all';
  readonly mode: CoevolutionPlan['mode'];
  readonly preset: CoevolutionPlan['preset'];
  readonly heldOut?: string;
  readonly workers: number;
  readonly quiet?: boolean;
}

/** Placements at which champions are judged after each round. */
const JUDGED_AT = 20;

function parseHistory(text: string): number | 'all' {
  if (text === 'all') return text;
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 0)
    throw new InvalidArgumentError('wanted a whole number of at least 0, or all');
  return count;
}

/** `kaizen red-queen evolve`: rounds of coevolution, and how general each champion is. */
export function addEvolveCommand(redQueen: Command): void {
  addBattleOptions(redQueen.command('evolve').description('evolve warriors against a growing set of champions'))
    .option('--name <name>', 'name of the coevolution; the same name and options go on where it stopped', 'default')
    .option('--rounds <n>', 'rounds; each adds its champion to the opponents', parsePositive, 5)
    .option('--steps <n>', 'budget: instructions executed in all rounds together', parseCount, 5e9)
    .option('--history <n>', 'past champions that stay opponents: a number, or all', parseHistory, 'all')
    .addOption(new Option('--mode <mode>', 'how opponents are met').choices(['pairwise', 'melee']).default('pairwise'))
    .addOption(
      new Option('--preset <name>', 'search within a round')
        .choices(['map-elites', 'best-of-n', 'evolution'])
        .default('map-elites'),
    )
    .option('--held-out <set>', 'judge champions by this set: an imported set or a folder (default: textbook families)')
    .option('--workers <n>', 'threads', parsePositive, Math.max(1, availableParallelism()))
    .option('--quiet', 'no progress')
    .addHelpText(
      'after',
      `
Examples:
  kaizen red-queen evolve --rounds 3 --steps 200M
  kaizen red-queen evolve --history 1 --seed 2 --name short-memory
  kaizen red-queen evolve --history 0 --preset best-of-n --name brute-force`,
    )
    .action(evolve);
}

async function evolve(_: unknown, command: Command): Promise<void> {
  const options = command.optsWithGlobals<EvolveOptions>();
  const { hill, seed, rounds, steps, history, mode, preset, name } = options;
  await withWorkspace(options, async (workspace) => {
    const folder = workspaceFolder(options);
    const textbook = findWarriors(['textbook'], hill, workspace, folder);
    const judges = options.heldOut === undefined ? null : findWarriors([options.heldOut], hill, workspace, folder);
    if (judges !== null) warnOfRefused(judges);
    const given = { name, seed, rounds, history, mode, preset, instructionsPerRound: Math.floor(steps / rounds) };
    const plan = createPlan(textbook, hill, judges === null ? given : { ...given, heldOut: sourcesOf(judges) });
    const judge = judgeFor(plan, createSet('held out', plan.heldOut, hill));
    const signal = createPauseSignal(workspace, systemClock);
    let progress: Progress | null = null;
    const judged: (RoundOutcome & { readonly generality: Generality })[] = [];
    try {
      const finished = await coevolve(plan, {
        workspace,
        machine: { workers: options.workers, sandbox: 'auto', clock: systemClock },
        isPauseRequested: signal.isPauseRequested,
        onStart: (round, run) => {
          signal.watch(run);
          const task = { name: `red-queen round ${round} of ${rounds}`, direction: 'maximize', unit: '' } as const;
          if (!options.quiet)
            progress = createProgress({ id: run, task, workers: options.workers, sandbox: '' }, systemClock);
        },
        observe: (_round, _event, state) => progress?.update(state),
        onRound: (outcome) => {
          progress?.end();
          progress = null;
          judged.push({ ...outcome, generality: judge(outcome) });
        },
      });
      if (finished.length < rounds) process.exitCode = EXIT.paused;
    } finally {
      signal.dispose();
    }
    print(options, reportOf(judged), () => textOf(judged, rounds));
  });
}

function sourcesOf({ members }: WarriorSet) {
  return members.map(({ name, text }) => ({ name, text }));
}

/** Judges champions at placements that no round has used. */
function judgeFor({ rules, seed }: CoevolutionPlan, { members }: WarriorSet) {
  const opponents = members.map(({ warrior }) => warrior);
  const engine = createWasmEngine();
  return ({ champion }: RoundOutcome): Generality =>
    generality(engine, warriorOf(champion.program, rules), opponents, rules, JUDGED_AT, {
      ...rootKey(seed),
      path: '/judge',
    });
}

function reportOf(judged: readonly (RoundOutcome & { readonly generality: Generality })[]) {
  return judged.map(({ round, run, champion, generality: { points, interval, beaten, beatenOrTied } }) => {
    return { round, run, program: champion.program.hash, points, interval, beaten, beatenOrTied };
  });
}

function textOf(judged: readonly (RoundOutcome & { readonly generality: Generality })[], rounds: number): string {
  const head = ['round', 'run', 'points of 300', '95 % interval', 'beats', 'beats or ties'];
  const rows = judged.map(({ round, run, generality: { points, interval, beaten, beatenOrTied } }) => [
    String(round),
    run,
    points.toFixed(1),
    `${interval[0].toFixed(1)} to ${interval[1].toFixed(1)}`,
    `${(100 * beaten).toFixed(0)} %`,
    `${(100 * beatenOrTied).toFixed(0)} %`,
  ]);
  const last = judged.at(-1);
  const next =
    last === undefined || judged.length < rounds
      ? 'paused: the same command goes on'
      : `next: kaizen red-queen show ${last.run}\n      kaizen red-queen battle ${last.run} textbook/stone`;
  const note = `held-out warriors, ${formatCount(JUDGED_AT)} placements against each; the search never met them`;
  return `${table([head, ...rows], [0, 2, 3, 4, 5])}\n\n${note}\n${next}`;
}
