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
const SCORE_STAGE = 'train';

/** Everything that decides what a warrior scores, besides its program and the seed. */
export interface WarriorTaskData {
  readonly rules: Rules;
  readonly mode: BattleMode;
  readonly opponents: readonly Source[];
  /** Fought in the final test only, never by the search; without any the opponents are fought again. */
  readonly heldOut: readonly Source[];
  /** Placements of each stage; in pairwise mode against each opponent. */
  readonly placements: Readonly<Record<string, number>>;
  /** Share of a score in pairs that is points, 0 .. 1; see `warrior-score.ts`. */
  readonly pointsWeight: number;
}

/** Makes the evaluator of a warrior task; threads call it with the task's data. */
export function createEvaluator(json: Json): Evaluate {
  const data = json as unknown as WarriorTaskData;
  const { rules, mode } = data;
  const arena: Arena = { engine: createWasmEngine(), rules };
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
    // Each program meets placements of its own: fixed ones would be learned by heart.
    const key: Key = { seed, path: `/placement/${stage}/${program.hash}` };
    // Who is strong against the held-out ones is asked of pairs, whatever the search did.
    if (split === 'test') return pairwise(arena, warrior, heldOut, rounds, key, data);
    // Only what has come far is worth a word on its deaths.
    const told = { ...data, tellsOfDeaths: stage === SCORE_STAGE };
    return mode === 'melee'
      ? melee(arena, warrior, opponents, rounds, key)
      : pairwise(arena, warrior, opponents, rounds, key, told);
  };
}

interface Arena {
  readonly engine: Engine;
  readonly rules: Rules;
}

function assembled(sources: readonly Source[], rules: Rules): Warrior[] {
  return sources.map(({ text }) => assemble(text, rules).warrior);
}

function melee(
  { engine, rules }: Arena,
  warrior: Warrior,
  others: readonly Warrior[],
  count: number,
  key: Key,
): Measurement {
  const warriors = [warrior, ...others];
  const rounds = keyedRounds(rules, warriors.length, count, key);
  const battle = engine.fight({ warriors, rules, rounds, ending: 'one-left', countsCoverage: true });
  const [own, ...theirs] = survivalShares(battle.rounds, rules.cycles) as [number, ...number[]];
  return {
    score: own,
    descriptors: descriptorsOf(battle.rounds),
    // One for each opponent, higher is better: what it is denied.
    instances: theirs.map((share) => -share),
    feedback: battle.rounds.map(({ deaths }) => lifeText(deaths[0] as number | null)).join(' '),
    steps: battle.instructions,
  };
}

function pairwise(
  { engine, rules }: Arena,
  warrior: Warrior,
  others: readonly Warrior[],
  count: number,
  key: Key,
  { pointsWeight, tellsOfDeaths = false }: { readonly pointsWeight: number; readonly tellsOfDeaths?: boolean },
): Measurement {
  const instances: number[] = [];
  const all: RoundResult[] = [];
  const total = { wins: 0, ties: 0, losses: 0 };
  const points: number[] = [];
  const lines: string[] = [];
  let steps = 0;
  let worst: (LostRound & { readonly score: number; readonly name: string }) | null = null;
  for (const [index, other] of others.entries()) {
    const rounds = keyedRounds(rules, 2, count, subKey(key, index));
    const battle = engine.fight({
      warriors: [warrior, other],
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
      worst = { warrior, opponent: other, round: rounds[lost] as Round, death, score: merit, name: other.name };
    }
    steps += battle.instructions;
    all.push(...battle.rounds);
  }
  return {
    score: mean(instances),
    metrics: { points: mean(points), ...total },
    descriptors: descriptorsOf(all),
    instances,
    feedback: [...lines, ...(worst !== null && tellsOfDeaths ? wordOnDeath(engine, rules, worst) : [])].join('\n'),
    steps,
  };
}

function wordOnDeath(engine: Engine, rules: Rules, lost: LostRound & { readonly name: string }): string[] {
  const report = deathReport(engine, rules, lost);
  return report === '' ? [] : ['', `A round lost to ${lost.name}, in turn ${lost.death}. ${report}`];
}

function descriptorsOf(rounds: readonly RoundResult[]): number[] {
  const spawned = mean(rounds.map((round) => round.spawned[0] as number));
  const covered = mean(rounds.map((round) => round.covered[0] as number));
  return [binOf(spawned, SPAWNED_EDGES), binOf(covered, COVERED_EDGES)];
}

function lifeText(death: number | null): string {
  return death === null ? 'survived' : `died in turn ${death}`;
}
