import type { Components } from '../../../core/component.ts';
import { presetComponents } from '../../../engine/presets.ts';
import type { ArmSpec } from '../../../study/study-spec.ts';
import { REDCODE_OPERATORS } from '../operators/redcode-operators.ts';

/** What an arm of a coevolution adds to a search; plain data, part of the stored study. */
export interface CoevolutionSettings {
  /** The budget is divided equally among them. */
  readonly rounds: number;
  /** Past champions that stay opponents. */
  readonly history: number | 'all';
}

const OPERATORS = REDCODE_OPERATORS.map((name) => ({ name }));
const MAP_ELITES: Components = { ...presetComponents('map-elites'), operators: OPERATORS };

/** Twenty are kept, not one, so that random sampling drops bad programs after a first look as the other arms do. */
const RANDOM: Components = {
  ...presetComponents('best-of-n'),
  archive: { name: 'top-k', options: { capacity: 20 } },
  operators: OPERATORS,
};

function arm(name: string, title: string, components: Components, settings: CoevolutionSettings): ArmSpec {
  return { name, title, components, settings: { ...settings } };
}

/** The arms that Digital Red Queen has to be compared with, and itself; arms with rounds have so many. */
export function redQueenArms(rounds: number): ArmSpec[] {
  return [
    arm('random', 'random best of N: independent edits of the seed warriors', RANDOM, { rounds: 1, history: 0 }),
    arm('static', 'MAP-Elites against the initial opponents only', MAP_ELITES, { rounds: 1, history: 0 }),
    arm('short-memory', 'rounds against the initial opponents and the last champion', MAP_ELITES, {
      rounds,
      history: 1,
    }),
    arm('queen', 'rounds against the initial opponents and all champions before', MAP_ELITES, {
      rounds,
      history: 'all',
    }),
  ];
}

export const RED_QUEEN_ARM_NAMES: readonly string[] = redQueenArms(1).map(({ name }) => name);

export function settingsOf({ settings }: ArmSpec): CoevolutionSettings {
  return settings as unknown as CoevolutionSettings;
}
