import { warriorProgram } from '../../operators/warrior-program.ts';
import type { CoevolutionPlan } from '../coevolve.ts';

export const IMP = { name: 'imp', text: 'MOV.I $0, $1\n' };
export const DWARF = { name: 'dwarf', text: 'ADD #4, 3\nMOV 2, @2\nJMP -2\nDAT #0, #0\n' };

/** A coevolution of two short rounds in a small core; what a test gives goes first. */
export function smallPlan(given: Partial<CoevolutionPlan> = {}): CoevolutionPlan {
  return {
    name: 'small',
    seed: 3,
    rules: { coreSize: 800, cycles: 2_000, processes: 64, length: 20, distance: 20, pSpaceSize: 50 },
    mode: 'pairwise',
    rounds: 2,
    history: 'all',
    instructionsPerRound: 300_000,
    initial: [IMP],
    heldOut: [DWARF],
    placements: { quick: 1, train: 2, validation: 4, test: 10 },
    turnShares: {},
    seeds: [warriorProgram(IMP.text)],
    inherited: 4,
    pointsWeight: 0.5,
    preset: 'map-elites',
    ...given,
  };
}
