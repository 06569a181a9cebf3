import type { Battle, RoundResult } from '../../mars/battle.ts';
import type { Machine, MachineState } from '../../mars/machine.ts';
import { traceMachine } from '../../mars/tracer.ts';
import { type Timeline, timelineOf } from './timeline.ts';

/** Memory for snapshots of one round; small cores get more of them. */
const SNAPSHOT_BYTES = 48 * 1024 * 1024;
const MOST_SNAPSHOTS = 400;
/** Points of the chart along the turns of a round. */
const SAMPLES = 300;
/** A cell that nobody has touched yet. */
export const NEVER = -1_000_000_000;

/** For each warrior one number at each of the sampled turns. */
export interface Samples {
  readonly turns: readonly number[];
  readonly processes: readonly Int32Array[];
  readonly cells: readonly Int32Array[];
}

interface Snapshot {
  readonly position: number;
  readonly machine: MachineState;
  readonly owners: Int8Array;
  readonly touched: Int32Array;
  readonly touchers: Int8Array;
}

/** One round that can be looked at in any state, forwards and backwards. The state is that after `position` instructions. */
export interface Recording {
  readonly machine: Machine;
  readonly result: RoundResult;
  readonly timeline: Timeline;
  readonly samples: Samples;
  /** For each cell the warrior that wrote it last, or −1. */
  readonly owners: Int8Array;
  /** For each cell the position at which it was last executed, read or written; `NEVER` if it was not. */
  readonly touched: Int32Array;
  /** For each cell the warrior that did so, or −1. */
  readonly touchers: Int8Array;
  readonly position: number;
  /** Shows the state after that many instructions, 0 .. timeline.total; other numbers are moved into that range. */
  seek(position: number): void;
  /** Goes on to the next instruction that executes, reads or writes a cell, or to the end. */
  seekTouch(cell: number): void;
  /** Goes on to the next instruction in which a warrior dies, or to the end. */
  seekDeath(): void;
}

/**
 * Plays a round from its beginning to its end, and keeps snapshots to come back to. The machine's p-spaces must be as the
 * earlier rounds left them.
 *
 * @param result of this round, from an engine
 */
export function recordRound(machine: Machine, round: number, result: RoundResult): Recording {
  const { step, owners } = traceMachine(machine, round);
  const { coreSize } = machine.battle.rules;
  const timeline = timelineOf(result);
  const touched = new Int32Array(coreSize).fill(NEVER);
  const touchers = new Int8Array(coreSize).fill(-1);
  let position = 0;

  const advance = (): void => {
    const seen = step();
    if (seen === null) return;
    const { warrior, address, reads, writes } = seen;
    for (const cells of [[address], reads, writes]) {
      for (const cell of cells) {
        touched[cell] = position;
        touchers[cell] = warrior;
      }
    }
    position += 1;
  };
  const take = (): Snapshot => ({
    position,
    machine: machine.save(),
    owners: owners.slice(),
    touched: touched.slice(),
    touchers: touchers.slice(),
  });

  const snapshots = [take()];
  const interval = Math.ceil(timeline.total / snapshotCount(snapshots[0] as Snapshot)) || 1;
  const samples = createSamples(machine.battle, timeline);
  let sampled = 0;
  for (;;) {
    // Turns of a short round can fall on one position.
    while (sampled < samples.turns.length && position === timeline.positionAt(samples.turns[sampled] as number)) {
      takeSample(samples, sampled, machine, owners);
      sampled += 1;
    }
    if (position >= timeline.total) break;
    advance();
    if (position % interval === 0) snapshots.push(take());
  }

  const seek = (wanted: number): void => {
    const target = Math.max(0, Math.min(timeline.total, Math.floor(wanted)));
    const nearest = snapshots[Math.min(snapshots.length - 1, Math.floor(target / interval))] as Snapshot;
    if (target < position || nearest.position > position) {
      machine.restore(nearest.machine);
      owners.set(nearest.owners);
      touched.set(nearest.touched);
      touchers.set(nearest.touchers);
      position = nearest.position;
    }
    while (position < target) advance();
  };
  const seekTouch = (cell: number): void => {
    do advance();
    while (position < timeline.total && touched[cell] !== position - 1);
  };
  const seekDeath = (): void => {
    const before = [...machine.deaths];
    const next = timeline.deaths.filter((turn, warrior) => turn !== null && before[warrior] === 0) as number[];
    // A death lies within its turn: the turn before it, then step by step.
    seek(next.length === 0 ? timeline.total : Math.max(position, timeline.positionAt(Math.min(...next) - 1)));
    while (position < timeline.total && machine.deaths.every((turn, warrior) => turn === before[warrior])) advance();
  };
  seek(0);
  return {
    machine,
    result,
    timeline,
    samples,
    owners,
    touched,
    touchers,
    seek,
    seekTouch,
    seekDeath,
    get position() {
      return position;
    },
  };
}

function snapshotCount({ machine, owners }: Snapshot): number {
  const bytes = machine.arrays.reduce((sum, array) => sum + array.byteLength, owners.length * 6);
  return Math.max(10, Math.min(MOST_SNAPSHOTS, Math.floor(SNAPSHOT_BYTES / bytes)));
}

function createSamples({ warriors }: Battle, { turns }: Timeline): Samples {
  const count = Math.min(SAMPLES, turns) + 1;
  const at = Array.from({ length: count }, (_, index) => Math.round((index * turns) / Math.max(1, count - 1)));
  const rows = (): Int32Array[] => warriors.map(() => new Int32Array(count));
  return { turns: at, processes: rows(), cells: rows() };
}

function takeSample({ processes, cells }: Samples, index: number, machine: Machine, owners: Int8Array): void {
  for (const [warrior, row] of processes.entries()) row[index] = machine.processCounts[warrior] as number;
  for (const owner of owners) {
    const row = cells[owner];
    if (row !== undefined) row[index] = (row[index] as number) + 1;
  }
}
