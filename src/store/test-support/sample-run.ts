import { costOf, ZERO_COST } from '../../core/cost.ts';
import type { Event } from '../../core/event.ts';
import { createProgram, type Program } from '../../core/program.ts';
import type { RunSpec } from '../../core/run-spec.ts';
import type { EventGroup, RunSummary } from '../contract.ts';

type EventOf<T extends Event['type']> = Extract<Event, { type: T }>;

/** A run whose every number can be worked out by hand: slot n scores n (100 − n on validation), and every fifth slot is the best so far. */
export const SAMPLE_SPEC: RunSpec = {
  task: { name: 'sample', version: 'v1', direction: 'maximize', scoreStage: 'full', hasValidation: true },
  seeds: [],
  seed: 7,
  lag: 1,
  commit: 'in-order',
  components: {
    archive: { name: 'elite' },
    islands: { name: 'single' },
    selector: { name: 'tournament', options: { size: 2 } },
    mateSelector: { name: 'uniform' },
    acceptance: { name: 'always' },
    allocator: { name: 'uniform' },
    operators: [{ name: 'mutate' }],
  },
  budget: { evaluations: 1000 },
  stop: {},
  computeUnit: 'steps',
  simplify: { slots: 0, share: 0 },
};

export const STEPS_PER_SLOT = 1000;

export function sampleProgram(slot: number): Program {
  return createProgram({
    language: 'javascript',
    entry: 'main.js',
    files: { 'main.js': `export const n = ${slot};\n` },
  });
}

export function sampleOpened(slot: number, parts: Partial<EventOf<'slot.opened'>> = {}): EventOf<'slot.opened'> {
  return {
    type: 'slot.opened',
    slot,
    phase: 'search',
    operator: 'mutate',
    island: 0,
    parents: slot === 0 ? [] : [{ id: slot - 1, role: 'parent' }],
    proposal: { program: sampleProgram(slot).hash, size: 100 - slot, generation: slot, note: {} },
    thresholds: { stages: { quick: Number.NEGATIVE_INFINITY }, incumbent: null },
    ...parts,
  };
}

export function sampleEvaluated(
  slot: number,
  parts: Partial<EventOf<'candidate.evaluated'>> = {},
): EventOf<'candidate.evaluated'> {
  const isBest = slot % 5 === 0;
  return {
    type: 'candidate.evaluated',
    slot,
    cost: costOf({ evaluations: 1, steps: STEPS_PER_SLOT, cpuMs: 0.25 }),
    credit: null,
    results: [
      { status: 'ok', stage: 'quick', split: 'train', measurement: { score: slot / 2 } },
      { status: 'ok', stage: 'full', split: 'train', measurement: { score: slot } },
      { status: 'ok', stage: 'check', split: 'validation', measurement: { score: 100 - slot } },
    ],
    archive: 'added',
    changes: [{ island: 0, place: '0', candidate: slot }],
    isBest,
    isChampion: isBest,
    measured: { cpuMs: 1.5, wallMs: 2 },
    ...parts,
  };
}

/** The summary after the first `committed` sample slots. */
export function sampleSummary(committed: number): RunSummary {
  const best = committed === 0 ? null : committed - 1 - ((committed - 1) % 5);
  return {
    status: 'running',
    reason: null,
    committed,
    bestCandidate: best,
    trainScore: best,
    championCandidate: best,
    validationScore: best === null ? null : 100 - best,
    cost: {
      ...ZERO_COST,
      evaluations: committed,
      steps: committed * STEPS_PER_SLOT,
      cpuMs: committed * 1.75,
      wallMs: committed * 2,
    },
  };
}

export function createdGroup(spec: RunSpec = SAMPLE_SPEC): EventGroup {
  return { events: [{ type: 'run.created', spec }], programs: [], summary: sampleSummary(0) };
}

/** Two events, one program: what a slot of a plain run writes. */
export function sampleGroup(slot: number): EventGroup {
  return {
    events: [sampleOpened(slot), sampleEvaluated(slot)],
    programs: [sampleProgram(slot)],
    summary: sampleSummary(slot + 1),
  };
}

export const EVENTS_PER_GROUP = 2;
