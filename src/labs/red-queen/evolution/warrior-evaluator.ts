import type { Json } from '../../../base/json.ts';
import { type Key, subKey } from '../../../base/random.ts';
import { mean } from '../../../base/statistics.ts';
import type { Measurement } from '../../../core/evaluation.ts';
import type { Evaluate } from '../../../core/task.ts';
import { assemble } from '../assembler/assemble.ts';
import { AssemblyError } from '../assembler/problem.ts';
import type { Engine, Round, RoundResult } from '../mars/battle.ts';
import { keyedRounds } from '../mars/placement.ts';
import type { Rules } from '../mars/rules.ts';
import { survivalShares } from '../mars/score.ts';
import type { Warrior } from '../mars/warrior.ts';
import { createWasmEngine } from '../mars/wasm-engine.ts';
import { pairingOf, pointsOf } from '../measures/payoff.ts';
import { warriorOf } from '../operators/warrior-program.ts';
import type { Source } from '../sets/warrior-set.ts';
import { deathReport, type LostRound } from './death-report.ts';
import { binOf, COVERED_EDGES, SPAWNED_EDGES } from './descriptors.ts';
import { pairScore } from './warrior-score.ts';

/** `melee`: all in one core, as in Digital Red Queen. `pairwise`: against each opponent alone; noise falls with each. */
export type BattleMode = 'melee' | 'pairwise';

/** The stage whose score counts; `warriorTask` has it. */
export const SCORE_STAGE = 'train';

/** Everything that decides what a warrior scores, besides its program and the seed. */
export interface WarriorTaskData {
  readonly rules: Rules;
  readonly mode: BattleMode;
  readonly opponents: readonly Source[];
  /** Fought in the final test only, never by the search; without any the opponents are fought again. */
  readonly heldOut: readonly Source[];
  /** Placements of each stage; in pairwise mode against each opponent. */
  readonly placements: Readonly<Record<string, number>>;
  /** Share of the turns of the rules after which battles of a stage end, above 0; 1 where a stage is missing. */
  readonly turnShares: Readonly<Record<string, number>>;
  /** Share of a score in pairs that is points, 0 .. 1; see `warrior-score.ts`. */
  readonly pointsWeight: number;
  /** Whether feedback has a word on deaths, for models that read it; it costs the instructions of one more round. */
  readonly tellsOfDeaths?: boolean;
}

/** Makes the evaluator of a warrior task; threads call it with the task's data. */
export function createEvaluator(json: Json): Evaluate {
  const data = json as unknown as WarriorTaskData;
  const { rules, mode } = data;
  const engine = createWasmEngine();
  const opponents = assembled(data.opponents, rules);
  const heldOut = data.heldOut.length === 0 ? opponents : assembled(data.heldOut, rules);

  return ({ program }, { stage, split, seed }) => {
    let warrior: Warrior;
    try {
      warrior = warriorOf(program, rules);
    } catch (thrown) {
      if (thrown instanceof AssemblyError) return { invalid: 'it does not assemble', feedback: thrown.message };
      throw thrown;
    }
    const rounds = data.placements[stage] ?? data.placements[split] ?? 1;
    const arena: Arena = { engine, rules: rulesOf(data, stage) };
    // Each program meets placements of its own: fixed ones would be learned by heart.
    const key: Key = { seed, path: `/placement/${stage}/${program.hash}` };
    // Who is strong against the held-out ones is asked of pairs, whatever the search did.
    if (split === 'test') return pairwise(arena, warrior, heldOut, rounds, key, data).measurement;
    const { measurement, lost } =
      mode === 'melee'
        ? melee(arena, warrior, opponents, rounds, key)
        : pairwise(arena, warrior, opponents, rounds, key, data);
    // Only what has come far is worth a word on its deaths.
    const isTold = data.tellsOfDeaths && stage === SCORE_STAGE && lost !== null;
    return isTold ? withDeath(measurement, lost, arena.rules) : measurement;
  };
}

/** Most battles are decided early: a stage that only has to tell good from bad need not wait for all ties. */
export function rulesOf({ rules, turnShares }: Pick<WarriorTaskData, 'rules' | 'turnShares'>, stage: string): Rules {
  return { ...rules, cycles: Math.ceil(rules.cycles * (turnShares[stage] ?? 1)) };
}

interface Arena {
  readonly engine: Engine;
  readonly rules: Rules;
}

interface Opponent {
  readonly name: string;
  readonly warrior: Warrior;
}

interface Fought {
  readonly measurement: Measurement;
  /** The round that says most about what to change: the first one lost, to the worst opponent; null when none was lost. */
  readonly lost: LostRound | null;
}

function assembled(sources: readonly Source[], rules: Rules): Opponent[] {
  return sources.map(({ name, text }) => ({ name, warrior: assemble(text, rules).warrior }));
}

function withDeath(measurement: Measurement, lost: LostRound, rules: Rules): Measurement {
  const { text, instructions } = deathReport(rules, lost);
  const { feedback = '', steps = 0 } = measurement;
  const told = text === '' ? '' : `\n\nA round that it lost, in turn ${lost.death} of ${rules.cycles}. ${text}`;
  return { ...measurement, feedback: `${feedback}${told}`, steps: steps + instructions };
}

function melee(
  { engine, rules }: Arena,
  warrior: Warrior,
  others: readonly Opponent[],
  count: number,
  key: Key,
): Fought {
  const warriors = [warrior, ...others.map((other) => other.warrior)];
  const rounds = keyedRounds(rules, warriors.length, count, key);
  const battle = engine.fight({ warriors, rules, rounds, ending: 'one-left', countsCoverage: true });
  const [own, ...theirs] = survivalShares(battle.rounds, rules.cycles) as [number, ...number[]];
  const names = others.map(({ name }) => name);
  const deaths = battle.rounds.map((round) => round.deaths[0] as number | null);
  const index = deaths.findIndex((death) => death !== null);
  const death = deaths[index] ?? null;
  const measurement = {
    score: own,
    descriptors: descriptorsOf(battle.rounds),
    // One for each opponent, higher is better: what it is denied.
    instances: theirs.map((share) => -share),
    feedback: deaths.map(lifeText).join(', '),
    steps: battle.instructions,
  };
  const lost = death === null ? null : { warriors, others: names, round: rounds[index] as Round, death };
  return { measurement, lost };
}

function pairwise(
  { engine, rules }: Arena,
  warrior: Warrior,
  others: readonly Opponent[],
  count: number,
  key: Key,
  { pointsWeight }: Pick<WarriorTaskData, 'pointsWeight'>,
): Fought {
  const instances: number[] = [];
  const all: RoundResult[] = [];
  const total = { wins: 0, ties: 0, losses: 0 };
  const points: number[] = [];
  const lines: string[] = [];
  let steps = 0;
  let worst: (LostRound & { readonly score: number }) | null = null;
  for (const [index, other] of others.entries()) {
    const rounds = keyedRounds(rules, 2, count, subKey(key, index));
    const warriors = [warrior, other.warrior];
    const battle = engine.fight({
      warriors,
      rules,
      rounds,
      ending: 'one-left',
      countsCoverage: true,
    });
    const score = pairingOf(battle);
    points.push(pointsOf(score));
    instances.push(pairScore(battle.rounds, rules.cycles, pointsWeight));
    total.wins += score.wins;
    total.ties += score.ties;
    total.losses += score.losses;
    const merit = instances.at(-1) as number;
    const lost = battle.rounds.findIndex(({ deaths }) => deaths[0] !== null);
    const death = battle.rounds[lost]?.deaths[0] ?? null;
    const died = death === null ? '' : `, died in turn ${death} of ${rules.cycles}`;
    lines.push(`${other.name}: ${score.wins} won, ${score.ties} tied, ${score.losses} lost${died}`);
    if (death !== null && (worst === null || merit < worst.score)) {
      worst = { warriors, others: [other.name], round: rounds[lost] as Round, death, score: merit };
    }
    steps += battle.instructions;
    all.push(...battle.rounds);
  }
  const measurement = {
    score: mean(instances),
    metrics: { points: mean(points), ...total },
    descriptors: descriptorsOf(all),
    instances,
    feedback: lines.join('\n'),
    steps,
  };
  return { measurement, lost: worst };
}

function descriptorsOf(rounds: readonly RoundResult[]): number[] {
  const spawned = mean(rounds.map((round) => round.spawned[0] as number));
  const covered = mean(rounds.map((round) => round.covered[0] as number));
  return [binOf(spawned, SPAWNED_EDGES), binOf(covered, COVERED_EDGES)];
}

function lifeText(death: number | null): string {
  return death === null ? 'survived' : `died in turn ${death}`;
}
