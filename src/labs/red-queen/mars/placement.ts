import { type Key, randomFrom, subKey } from '../../../base/random.ts';
import type { Round } from './battle.ts';
import { checkRoom } from './check-battle.ts';
import { minimalStandard } from './minimal-standard.ts';
import type { Rules } from './rules.ts';

/** How often pMARS draws a position again, and how often it then goes back to an earlier one. */
const DRAWS_AGAIN = 20;
const BACKTRACKS = 4;

/** The state of pMARS's generator, and what its placements depend on. */
interface Placing {
  readonly rules: Rules;
  readonly count: number;
  readonly draw: () => number;
}

/**
 * Rounds exactly as pMARS 0.9.2 places them after `-F position`: warrior 0 stands at 0, the starter moves on by one from
 * round to round. Two warriors: the first round has warrior 1 at `position`, each later one at
 * distance + seed mod (coreSize + 1 − 2·distance), the seed stepping through the minimal standard generator. More than
 * two: positions are drawn one by one, drawn again on conflict, and at last by `placeInGaps`.
 *
 * @param position at least rules.distance; the first position of warrior 1 when there are two warriors
 */
export function pmarsRounds(rules: Rules, count: number, rounds: number, position: number): Round[] {
  checkRoom(rules, count);
  const { coreSize, distance } = rules;
  let seed = position - distance;
  const draw = (): number => {
    seed = minimalStandard(seed);
    return seed;
  };
  return Array.from({ length: rounds }, (_, round) => {
    const starter = round % count;
    if (count !== 2) return { starter, positions: placeMany({ rules, count, draw }) };
    const second = distance + (seed % (coreSize + 1 - 2 * distance));
    draw();
    return { starter, positions: [0, second] };
  });
}

function placeMany({ rules, count, draw }: Placing): number[] {
  const { coreSize, distance } = rules;
  const positions = [0];
  let drawsAgain = DRAWS_AGAIN;
  let backtracks = BACKTRACKS;
  while (positions.length < count) {
    const position = (draw() % (coreSize - 2 * distance + 1)) + distance;
    const conflict = positions.findIndex((other, index) => index > 0 && Math.abs(position - other) < distance);
    if (conflict < 0) {
      positions.push(position);
    } else if (backtracks === 0) {
      return placeInGaps({ rules, count, draw });
    } else if (drawsAgain === 0) {
      // The next draw replaces the position that was in the way, and all behind it.
      positions.length = conflict;
      backtracks -= 1;
      drawsAgain = DRAWS_AGAIN;
    } else {
      drawsAgain -= 1;
    }
  }
  return positions;
}

/** Draws how the free cells are shared out between the warriors, then deals the places to them. Never fails. */
function placeInGaps({ rules, count, draw }: Placing): number[] {
  const room = rules.coreSize - rules.distance * count + 1;
  const offsets = Array.from({ length: count - 1 }, () => draw() % room).sort((one, other) => one - other);
  const positions = [0, ...offsets.map((offset, index) => offset + rules.distance * (index + 1))];
  for (let index = 1; index < count; index++) {
    const other = (draw() % (count - index)) + index;
    const moved = positions[index] as number;
    positions[index] = positions[other] as number;
    positions[other] = moved;
  }
  return positions;
}

/**
 * Rounds placed by Kaizen's own draws: warrior 0 at 0, the others uniformly over all placements in which every two first
 * cells are at least rules.distance apart around the ring; the starter rotates. Round n depends on key and n only.
 *
 * The free cells are shared out by a uniform draw of distinct dividers ("stars and bars"), then the warriors are
 * shuffled over the places.
 */
export function keyedRounds(rules: Rules, count: number, rounds: number, key: Key): Round[] {
  checkRoom(rules, count);
  const free = rules.coreSize - rules.distance * count;
  return Array.from({ length: rounds }, (_, round) => {
    const random = randomFrom(subKey(key, round));
    // Floyd's sampling of count − 1 distinct numbers below free + count − 1.
    const dividers = new Set<number>();
    for (let top = free; top < free + count - 1; top++) {
      const drawn = random.integer(top + 1);
      dividers.add(dividers.has(drawn) ? top : drawn);
    }
    const gaps = [...dividers].sort((one, other) => one - other).map((divider, index) => divider - index);
    const places = random.shuffle(gaps.map((gap, index) => gap + rules.distance * (index + 1)));
    return { starter: round % count, positions: [0, ...places] };
  });
}
