import { KaizenError } from '../base/errors.ts';
import type { RunRow } from '../store/contract.ts';

/** A round's opponents come from the rounds before it, so only the coevolution itself can go on with it. */
export function refuseRound({ id, arm, seed }: Pick<RunRow, 'id' | 'arm' | 'seed'>): void {
  const [, name, round] = /^red-queen\/(.+)\/[0-9a-f]+\/(\d+)$/.exec(arm ?? '') ?? [];
  if (name === undefined) return;
  const command = name.includes('/')
    ? 'kaizen red-queen study'
    : `kaizen red-queen evolve --name ${name} --seed ${Math.floor(seed / 1_000)}`;
  throw new KaizenError('KAIZEN_RUN_IS_A_ROUND', `run ${id} is a round of a coevolution`, {
    wanted: 'a run that stands for itself',
    got: `round ${round} of '${name}'`,
    next: `${command}, with the other options that it was begun with: it goes on where it stopped`,
  });
}
