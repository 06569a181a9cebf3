import { KaizenError } from '../../../base/errors.ts';
import type { RunRow } from '../../../store/contract.ts';
import { readLabel } from './round-label.ts';

/**
 * For what is done with single runs. A round's opponents come from the rounds before it, so only the coevolution itself
 * can go on with it. Throws KAIZEN_RUN_IS_A_ROUND.
 */
export function refuseRound(run: Pick<RunRow, 'id' | 'arm' | 'seed'>): void {
  const label = readLabel(run);
  if (label === null) return;
  const { name, seed, round } = label;
  // Coevolutions of a study are named after it and their arm.
  const command = name.includes('/')
    ? 'kaizen red-queen study'
    : `kaizen red-queen evolve --name ${name} --seed ${seed}`;
  throw new KaizenError('KAIZEN_RUN_IS_A_ROUND', `run ${run.id} is a round of a coevolution`, {
    wanted: 'a run that stands for itself',
    got: `round ${round} of '${name}'`,
    next: `${command}, with the other options that it was begun with: it goes on where it stopped`,
  });
}
