import fc from 'fast-check';
import { COST_UNITS, type Cost } from '../../core/cost.ts';
import type { Event } from '../../core/event.ts';
import { SAMPLE_SPEC } from './sample-run.ts';

/** Any text a program or a model may give, half surrogate pairs and control characters included. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constant('\ud800\0"'),
);

/** Any double but negative zero, which JSON has no text for either and which nothing here depends on. */
export const anyNumber = fc.double().map((value) => value + 0);

/** Any JSON value, with the numbers JSON lacks and with objects that look like their encoding. */
export const anyValue = fc.letrec<{ value: unknown; object: object }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom(null, true, false),
    anyNumber,
    anyText,
    tie('object'),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
  object: fc.oneof(
    fc.dictionary(fc.oneof(anyText, fc.constantFrom('$number', '$$number', 'null')), tie('value'), { maxKeys: 3 }),
    fc.record({ $number: fc.oneof(tie('value'), fc.constantFrom('NaN', '-Infinity', 'seven')) }),
    fc.record({ $$number: tie('value') }),
  ),
}));

const note = anyValue.object as fc.Arbitrary<Record<string, never>>;
const count = fc.nat();
const time = { cpuMs: fc.double({ min: 0, noNaN: true }), wallMs: fc.double({ min: 0, noNaN: true }) };
const measured = fc.record(time);
/** Tests of earlier versions say no more than their time. */
const measuredTest = fc.record({ ...time, evaluations: count, steps: count }, { requiredKeys: ['cpuMs', 'wallMs'] });
const cost = fc.record(Object.fromEntries(COST_UNITS.map((unit) => [unit, count]))) as unknown as fc.Arbitrary<Cost>;
/** Calls of models take no measured time. */
const exactCost = cost.map((parts) => ({ ...parts, cpuMs: 0, wallMs: 0 }));
const split = fc.constantFrom('train', 'validation', 'test');
const changes = fc.array(
  fc.record({ island: count, place: anyText, candidate: fc.option(count) }, { noNullPrototype: true }),
  { maxLength: 3 },
);
const result = fc.oneof(
  fc.record({
    status: fc.constant('ok'),
    stage: anyText,
    split,
    measurement: fc.record(
      {
        score: anyNumber,
        metrics: fc.dictionary(anyText, anyNumber, { maxKeys: 2 }),
        descriptors: fc.array(anyNumber, { maxLength: 2 }),
        feedback: anyText,
        artifacts: note,
        behaviour: anyText,
      },
      { requiredKeys: ['score'] },
    ),
  }),
  fc.record(
    {
      status: fc.constantFrom('invalid', 'timeout', 'crash', 'error'),
      stage: anyText,
      split,
      reason: anyText,
      feedback: anyText,
    },
    { requiredKeys: ['status', 'stage', 'split', 'reason'] },
  ),
);
const slotEnd = {
  slot: count,
  cost,
  credit: fc.option(fc.record({ weight: anyNumber, reward: anyNumber, compute: anyNumber })),
  learned: note,
  taught: fc.dictionary(anyText, note, { maxKeys: 2 }),
  measured,
};
const required = (shape: object, ...optional: string[]) => ({
  requiredKeys: Object.keys(shape).filter((name) => !optional.includes(name)) as never[],
});
const rejected = { type: fc.constant('candidate.rejected'), ...slotEnd, reason: anyText };
const evaluated = {
  type: fc.constant('candidate.evaluated'),
  ...slotEnd,
  results: fc.array(result, { maxLength: 3 }),
  inheritedFrom: count,
  archive: fc.constantFrom('rejected', 'improved', 'added'),
  changes,
  isBest: fc.boolean(),
  isChampion: fc.boolean(),
  estimate: anyNumber,
};

const remeasured = {
  type: fc.constant('candidate.remeasured'),
  candidate: count,
  results: fc.array(result, { maxLength: 3 }),
  outcome: fc.record({ estimate: anyNumber, best: count }),
  cost,
  measured,
};

const calls = fc.array(fc.record({ purpose: anyText, model: anyText, request: anyText, outcome: anyText }), {
  maxLength: 2,
});
const proposal = fc.oneof(
  fc.record({ program: anyText, size: count, generation: count, note }),
  fc.record({ rejected: anyText }),
);
const parents = fc.array(fc.record({ id: count, role: fc.constantFrom('parent', 'mate', 'inspiration') }), {
  maxLength: 2,
});
const opened = {
  type: fc.constant('slot.opened'),
  slot: count,
  phase: fc.constantFrom('seed', 'search', 'simplify', 'reflect'),
  operator: anyText,
  island: count,
  parents,
  proposal: fc.oneof(proposal, fc.record({ asked: anyText })),
  thresholds: fc.record({
    stages: fc.dictionary(anyText, anyNumber, { maxKeys: 2 }),
    incumbent: fc.option(fc.record({ merit: anyNumber, size: count })),
  }),
};
const reflected = { type: fc.constant('slot.reflected'), ...slotEnd, calls };

const member = fc.record({
  id: count,
  program: anyText,
  parents,
  operator: anyText,
  generation: count,
  island: count,
  size: count,
  note,
  merit: anyNumber,
  stageMerits: fc.dictionary(anyText, anyNumber, { maxKeys: 2 }),
  descriptors: fc.array(anyNumber, { maxLength: 2 }),
  instanceMerits: fc.array(anyNumber, { maxLength: 2 }),
  behaviour: fc.option(anyText),
});
const steered = {
  type: fc.constant('run.steered'),
  number: count,
  order: fc.oneof(
    fc.record({ kind: fc.constant('hint'), text: anyText }),
    fc.record({ kind: fc.constantFrom('pin', 'ban', 'unban'), candidate: count }),
    fc.record({ kind: fc.constant('budget'), budget: fc.record({ evaluations: count }) }),
  ),
  committed: count,
  refused: anyText,
  restored: member,
  standing: fc.record({
    banned: fc.array(count, { maxLength: 3 }),
    best: member,
    champion: member,
    championMerit: anyNumber,
    changes,
  }),
};

/** Any event of any type. */
export const anyEvent = fc.oneof(
  fc.record({
    type: fc.constant('run.created'),
    spec: fc.record({ task: fc.constant(SAMPLE_SPEC.task), seed: count, budget: note, arm: anyText }),
  }),
  fc.record(opened),
  fc.record({ type: fc.constant('candidate.proposed'), slot: count, parents, proposal, calls }),
  fc.record(reflected, required(reflected, 'learned', 'taught')),
  fc.record({ type: fc.constant('call.lost'), slot: count, purpose: anyText, model: anyText, cost: exactCost }),
  fc.record(rejected, required(rejected, 'learned', 'taught')),
  fc.record(evaluated, required(evaluated, 'learned', 'taught', 'inheritedFrom', 'estimate')),
  fc.record(remeasured, required(remeasured, 'outcome')),
  fc.record({
    type: fc.constant('final.opened'),
    stage: anyText,
    finalists: fc.array(count),
    first: count,
    repeats: count,
  }),
  fc.record({ type: fc.constant('champion.chosen'), candidate: count, split, estimate: anyNumber }),
  fc.record({ type: fc.constant('island.migrated'), changes }),
  fc.record({ type: fc.constant('island.reset'), changes }),
  fc.record(steered, required(steered, 'refused', 'restored', 'standing')),
  fc.record({ type: fc.constant('search.stopped'), reason: fc.constantFrom('budget', 'target') }),
  fc.record({ type: fc.constant('candidate.tested'), candidate: count, split, result, measured: measuredTest }),
  fc.record({ type: fc.constant('run.finished'), reason: fc.constantFrom('budget', 'stopped'), measured }),
  fc.record({
    type: fc.constant('run.started'),
    workers: count,
    sandbox: anyText,
    version: anyText,
    taskSource: fc.option(anyText),
    repeatedSlots: fc.array(count, { maxLength: 3 }),
  }),
  fc.record({ type: fc.constant('run.paused'), reason: anyText, measured }),
  fc.record({ type: fc.constant('fault.recorded'), slot: fc.option(count), code: anyText, message: anyText }),
) as unknown as fc.Arbitrary<Event>;
