import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootKey } from '../../../base/random.ts';
import type { Program } from '../../../core/program.ts';
import { assemble } from '../assembler/assemble.ts';
import type { Engine } from '../mars/battle.ts';
import type { Rules } from '../mars/rules.ts';
import type { Warrior } from '../mars/warrior.ts';
import { type Generality, generality } from '../measures/generality.ts';
import { pointsOf } from '../measures/payoff.ts';
import { warriorOf } from '../operators/warrior-program.ts';
import type { Source, WarriorSet } from '../sets/warrior-set.ts';

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
): Kept<Judgement> {
  const [judges, opponents] = [heldOut, initial].map((sources) => assembled(sources, rules)) as [Warrior[], Warrior[]];
  return keptByProgram(join(folder, 'judgements.json'), (program) => {
    const warrior = warriorOf(program, rules);
    const { pairings, ...measured } = generality(engine, warrior, judges, rules, JUDGED_AT, KEY);
    const met = generality(engine, warrior, opponents, rules, JUDGED_AT, { ...KEY, path: '/judge/met' }).points;
    return { heldOut: measured, profile: pairings.map(pointsOf), met };
  });
}

/** Judges by an imported set, kept in a file of its own. */
export function createSetJudge(
  engine: Engine,
  rules: Rules,
  { hash, members }: Pick<WarriorSet, 'hash' | 'members'>,
  folder: string,
): Kept<Judgement['heldOut']> {
  const judges = members.map(({ warrior }) => warrior);
  return keptByProgram(join(folder, `judgements-${hash.slice(0, 12)}.json`), (program) => {
    const key = { ...KEY, path: `/judge/${hash}` };
    const { pairings: _, ...measured } = generality(engine, warriorOf(program, rules), judges, rules, JUDGED_AT, key);
    return measured;
  });
}

interface Kept<Found> {
  readonly judge: (program: Program) => Found;
  readonly save: () => void;
}

/** A function of programs whose results are kept in a file, so that none is worked out twice. */
function keptByProgram<Found>(path: string, find: (program: Program) => Found): Kept<Found> {
  const known = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, Found>) : {};
  let fresh = 0;
  const save = (): void => {
    writeFileSync(`${path}.new`, JSON.stringify(known));
    renameSync(`${path}.new`, path);
  };
  const judge = (program: Program): Found => {
    const before = known[program.hash];
    if (before !== undefined) return before;
    const found = find(program);
    known[program.hash] = found;
    fresh += 1;
    if (fresh % SAVE_EVERY === 0) save();
    return found;
  };
  return { judge, save };
}

function assembled(sources: readonly Source[], rules: Rules): Warrior[] {
  return sources.map(({ text }) => assemble(text, rules).warrior);
}
