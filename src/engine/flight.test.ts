import { describe, expect, it } from 'vitest';
import { systemClock } from '../base/clock.ts';
import type { SlotOutcome } from './commit-slot.ts';
import { Flight } from './flight.ts';

/** Waits for ever, so that only an answer can end a wait. */
const patient = { ...systemClock, sleep: () => new Promise<void>(() => {}) };

const outcome = (slot: number): SlotOutcome => ({ slot, results: [], twin: null, cost: {} });

/** A promise that is settled from outside. */
function deferred(): { promise: Promise<SlotOutcome>; resolve: (value: SlotOutcome) => void } {
  let resolve: (value: SlotOutcome) => void = () => {};
  const promise = new Promise<SlotOutcome>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

describe('Flight', () => {
  it('hands slots back by number, whichever was done first', async () => {
    const flight = new Flight('in-order');
    const first = deferred();
    flight.launch(3, first.promise);
    flight.launch(4, Promise.resolve(outcome(4)));
    const next = flight.next();
    first.resolve(outcome(3));
    expect((await next).slot).toBe(3);
    expect((await flight.next()).slot).toBe(4);
    expect(flight.size).toBe(0);
  });

  it('hands back what is done first when commits follow arrival', async () => {
    const flight = new Flight('arrival');
    const straggler = deferred();
    flight.launch(3, straggler.promise);
    flight.launch(4, Promise.resolve(outcome(4)));
    expect((await flight.next()).slot).toBe(4);
    straggler.resolve(outcome(3));
    expect((await flight.next()).slot).toBe(3);
  });

  it('keeps the place of a slot that is held back, and begins it when it is told to', async () => {
    const flight = new Flight('in-order');
    const begun: number[] = [];
    const work = (slot: number) => async (): Promise<SlotOutcome> => {
      begun.push(slot);
      return outcome(slot);
    };
    flight.hold(1, work(1));
    flight.launch(2, Promise.resolve(outcome(2)));
    flight.hold(3, work(3));
    await new Promise((resolve) => setImmediate(resolve));
    expect([flight.size, flight.isHolding, flight.isNextDone, begun]).toEqual([3, true, false, []]);
    flight.launchHeld();
    expect([flight.size, flight.isHolding, begun]).toEqual([3, false, [1, 3]]);
    expect([(await flight.next()).slot, (await flight.next()).slot, (await flight.next()).slot]).toEqual([1, 2, 3]);
  });

  it('knows what is done without waiting', async () => {
    const flight = new Flight('in-order');
    expect(flight.isNextDone).toBe(false);
    const first = deferred();
    flight.launch(2, Promise.resolve(outcome(2)));
    flight.launch(1, first.promise);
    await new Promise((resolve) => setImmediate(resolve));
    expect(flight.isNextDone).toBe(false);
    first.resolve(outcome(1));
    expect((await flight.next()).slot).toBe(1);
    expect(flight.isNextDone).toBe(true);
  });

  it('reports a failure when its slot is next, not before', async () => {
    const flight = new Flight('in-order');
    flight.launch(2, Promise.reject(new Error('broken')));
    flight.launch(1, Promise.resolve(outcome(1)));
    expect((await flight.next()).slot).toBe(1);
    await expect(flight.next()).rejects.toThrow('broken');
  });

  it.each(['in-order', 'arrival'] as const)('knows whether the next answer is near (%s)', async (order) => {
    const flight = new Flight(order);
    expect(await flight.isNextWithin(1, systemClock)).toBe(false);
    const first = deferred();
    flight.launch(7, first.promise);
    expect(await flight.isNextWithin(1, systemClock)).toBe(false);
    const isNear = flight.isNextWithin(1, patient);
    first.resolve(outcome(7));
    expect(await isNear).toBe(true);
    expect(await flight.isNextWithin(1, systemClock)).toBe(true);
  });

  it('counts a failure as an answer', async () => {
    const flight = new Flight('in-order');
    flight.launch(1, Promise.reject(new Error('broken')));
    expect(await flight.isNextWithin(1, patient)).toBe(true);
    await expect(flight.next()).rejects.toThrow('broken');
  });
});
