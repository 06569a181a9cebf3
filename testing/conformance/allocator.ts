import assert from 'node:assert/strict';
import fc from 'fast-check';
import { randomFrom, slotKey } from '../../src/base/random.ts';
import { type Allocator, type Arm, newArm, type SlotCredit } from '../../src/core/search.ts';
import { describeLaws, type Law, runs } from './law.ts';

/** An allocator under test. */
export interface AllocatorSubject {
  make(): Allocator;
  /** Whether it learns: tries every arm first, and gives more slots to arms that earn more. */
  readonly learns: boolean;
  /** Smallest probability that it promises to every arm; 0 when it promises none. */
  readonly floor: number;
}

/** One slot given to an arm; what came of it, or null while it is still open. */
interface Slot {
  readonly arm: number;
  readonly credit: SlotCredit | null;
}

export const allocatorLaws: readonly Law<AllocatorSubject>[] = [
  law('chooses one of the arms, whatever their history', (allocator, arms) => {
    const chosen = choose(allocator, arms, 1);
    assert.ok(Number.isInteger(chosen) && chosen >= 0 && chosen < arms.length, `chose ${chosen} of ${arms.length}`);
  }),
  law('the same draws give the same arm', (allocator, arms, { make }) => {
    assert.equal(choose(make(), arms, 2), choose(allocator, arms, 2));
  }),
  law('the only arm is always chosen', (allocator, arms) => {
    assert.equal(choose(allocator, Object.freeze([arms[0] as Arm]), 3), 0);
  }),
  law('a learning allocator takes an arm that was never opened first', (allocator, arms, { learns }) => {
    if (!learns || arms.every(({ opened }) => opened > 0)) return;
    assert.equal(arms[choose(allocator, arms, 4)]?.opened, 0);
  }),
  law('credit makes a new arm with one more finished slot', (allocator, arms) => {
    for (const arm of arms) {
      const { logGain, ...next } = allocator.credit(arm, { reward: 0.5, compute: 2 });
      const { operator, opened, closed } = arm;
      assert.deepEqual(
        { ...next, weight: 0, reward: 0, compute: 0 },
        { ...newArm(operator), opened, closed: closed + 1 },
      );
      assert.ok(logGain === undefined || Number.isFinite(logGain));
    }
  }),
  law('statistics stay finite: 0 ≤ reward ≤ weight, 0 ≤ compute, 0 < weight', (allocator, arms) => {
    for (const arm of arms) {
      const { weight, reward, compute } = allocator.credit(arm, { reward: 1, compute: 0 });
      assert.ok(Number.isFinite(weight) && weight > 0);
      assert.ok(reward >= 0 && reward <= weight + 1e-9);
      assert.ok(Number.isFinite(compute) && compute >= 0);
    }
  }),
  {
    name: 'gives more slots to the arm that earns more at the same cost',
    check({ make, learns }) {
      if (!learns) return;
      const counts = simulate(make(), 600, [0.1, 0.7, 0.1], [1, 1, 1]);
      assert.ok((counts[1] as number) > 2 * Math.max(counts[0] as number, counts[2] as number), counts.join(', '));
    },
  },
  {
    name: 'gives more slots to the cheaper of two arms that earn the same',
    check({ make, learns }) {
      if (!learns) return;
      const counts = simulate(make(), 600, [0.4, 0.4], [10, 1]);
      assert.ok((counts[1] as number) > 2 * (counts[0] as number), counts.join(', '));
    },
  },
  {
    name: 'no arm falls below the floor, not even one that earns nothing',
    check({ make, floor }) {
      const slots = 2000;
      const [worst] = simulate(make(), slots, [0, 0.9], [100, 1]);
      const expected = slots * floor;
      // Three standard deviations of a binomial count.
      assert.ok((worst as number) >= expected - 3 * Math.sqrt(expected), `${worst} slots, floor ${expected}`);
    },
  },
];

/** Declares the tests that every allocator must pass. */
export function allocatorConformance(name: string, subject: AllocatorSubject): void {
  describeLaws(`allocator contract: ${name}`, allocatorLaws, subject);
}

/** Slots given to each arm when arm i succeeds (reward 1) with probability p_i and costs c_i per slot. */
export function simulate(
  allocator: Allocator,
  slots: number,
  probabilities: readonly number[],
  costs: readonly number[],
): number[] {
  const arms = probabilities.map((_, index) => newArm(`operator-${index}`));
  return simulateFrom(allocator, arms, slots, probabilities, costs).map(({ opened }) => opened);
}

/** The same from arms that have a history already; returns the arms afterwards. */
export function simulateFrom(
  allocator: Allocator,
  history: readonly Arm[],
  slots: number,
  probabilities: readonly number[],
  costs: readonly number[],
): Arm[] {
  const arms = [...history];
  const past = arms.reduce((sum, { opened }) => sum + opened, 0);
  for (let slot = past; slot < past + slots; slot++) {
    const index = choose(allocator, arms, slot);
    const arm = arms[index] as Arm;
    const isSuccess = randomFrom(slotKey(1, slot, 'outcome')).chance(probabilities[index] as number);
    const outcome = { reward: isSuccess ? 1 : 0, compute: costs[index] as number };
    arms[index] = allocator.credit({ ...arm, opened: arm.opened + 1 }, outcome);
  }
  return arms;
}

function law(
  name: string,
  hold: (allocator: Allocator, arms: readonly Arm[], subject: AllocatorSubject) => void,
): Law<AllocatorSubject> {
  const credit = fc.record({
    reward: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })),
    compute: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5_000_000 })),
  });
  const slot = fc.record({ arm: fc.nat(100), credit: fc.option(credit) });
  return {
    name,
    check(subject) {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 6 }), fc.array(slot, { maxLength: 60 }), (count, slots) => {
          const allocator = subject.make();
          hold(allocator, Object.freeze(armsAfter(allocator, count, slots)), subject);
        }),
        runs(150),
      );
    },
  };
}

/** Frozen arms that saw these slots: an allocator that writes to them throws. */
function armsAfter(allocator: Allocator, count: number, slots: readonly Slot[]): Arm[] {
  const arms = Array.from({ length: count }, (_, index) => newArm(`operator-${index}`));
  for (const { arm, credit } of slots) {
    const before = arms[arm % count] as Arm;
    const opened = Object.freeze({ ...before, opened: before.opened + 1 });
    arms[arm % count] = credit === null ? opened : allocator.credit(opened, credit);
  }
  return arms.map((arm) => Object.freeze(arm));
}

function choose(allocator: Allocator, arms: readonly Arm[], slot: number): number {
  return allocator.choose(arms, randomFrom(slotKey(1, slot, 'operator')));
}
