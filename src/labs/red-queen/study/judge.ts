import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootKey } from '../../../base/random.ts';
import type { Program } from '../../../core/program.ts';
import { assemble } from '../assembler/assemble.ts';
import type { Engine } from '../mars/battle.ts';
import type { Rules } from '../mars/rules.ts';
import { type Generality, generality } from '../measures/generality.ts';
import { pointsOf } from '../measures/payoff.ts';
import { warriorOf } from '../operators/warrior-program.ts';
import type { Source } from '../sets/warrior-set.ts';

/** Placements at which champions are judged against each opponent: twice what noise allows at the least. */
export const JUDGED_AT = 20;

/** How a champion does at placements that no search has used, in points of 300. */
export interface Judgement {
  /** Against the families that the search never meets. */
  readonly heldOut: Pick<Generality, 'points' | 'interval' | 'beaten' | 'beatenOrTied'>;
  /** Against each of them. */
  readonly profile: readonly number[];
  /** Against the initial opponents, which every arm trains with. */
  readonly met: number;
}

export type Judge = (program: Program) => Judgement;

/** Searches draw placements from paths that begin with `/placement/`, and from seeds of their own. */
const KEY = { ...rootKey(0), path: '/judge' };
const SAVE_EVERY = 20;

/** A judge that keeps what it found in a file of the study's folder: each champion is judged once. */
export function createJudge(
  engine: Engine,
  rules: Rules,
  { heldOut, initial }: { readonly heldOut: readonly Source[]; readonly initial: readonly Source[] },
  folder: string,
): { readonly judge: Judge; readonly save: () => void } {
  const path = join(folder, 'judgements.json');
  const known = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, Judgement>) : {};
  const [judges, opponents] = [heldOut, initial].map((sources) =>
    sources.map(({ text }) => assemble(text, rules).warrior),
  ) as [ReturnType<typeof warriorOf>[], ReturnType<typeof warriorOf>[]];
  let fresh = 0;
  const save = (): void => {
    writeFileSync(`${path}.new`, JSON.stringify(known));
    renameSync(`${path}.new`, path);
  };
  const judge = (program: Program): Judgement => {
    const before = known[program.hash];
    if (before !== undefined) return before;
    const warrior = warriorOf(program, rules);
    const { pairings, points, interval, beaten, beatenOrTied } = generality(
      engine,
      warrior,
      judges,
      rules,
      JUDGED_AT,
      KEY,
    );
    const met = generality(engine, warrior, opponents, rules, JUDGED_AT, { ...KEY, path: '/judge/met' }).points;
    const judgement = { heldOut: { points, interval, beaten, beatenOrTied }, profile: pairings.map(pointsOf), met };
    known[program.hash] = judgement;
    fresh += 1;
    if (fresh % SAVE_EVERY === 0) save();
    return judgement;
  };
  return { judge, save };
}
