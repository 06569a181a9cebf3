import { expect, it } from 'vitest';
import { z } from 'zod';
import { errorOf } from '../../testing/error-of.ts';
import type { KaizenError } from '../base/errors.ts';
import { manifestSchema, parseManifest } from './manifest.ts';

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
}

/** Every field that the schema knows; places of lists are written `[]`. */
function fieldsOf(node: SchemaNode, path: string): string[] {
  const below = [
    ...(node.anyOf ?? []).flatMap((option) => fieldsOf(option, path)),
    ...(node.items === undefined ? [] : fieldsOf(node.items, `${path}[]`)),
    ...Object.entries(node.properties ?? {}).flatMap(([name, field]) =>
      fieldsOf(field, path === '' ? name : `${path}.${name}`),
    ),
  ];
  return path === '' ? below : [path, ...below];
}

const FIELDS = [...new Set(fieldsOf(z.toJSONSchema(manifestSchema) as SchemaNode, ''))];

const stage = (change: object): object => ({ stages: [{ name: 'train', split: 'train', ...change }] });
const descriptor = (change: object): object => ({ descriptors: [{ name: 'a', min: 0, max: 1, ...change }] });

/** One mistake for each field; `named` where the message names what is around it, because the field is one of several forms. */
const MISTAKES: Readonly<Record<string, { readonly change: object; readonly named?: string }>> = {
  name: { change: { name: 'My Task' } },
  title: { change: { title: 5 } },
  direction: { change: { direction: 'up' } },
  unit: { change: { unit: false } },
  language: { change: { language: [] } },
  seeds: { change: { seeds: {} } },
  'seeds[]': { change: { seeds: [null] } },
  'seeds[].entry': { change: { seeds: [{ entry: 1, files: ['a.js'] }] }, named: 'seeds[0]' },
  'seeds[].files': { change: { seeds: [{ entry: 'a.js', files: 'a.js' }] }, named: 'seeds[0]' },
  'seeds[].files[]': { change: { seeds: [{ entry: 'a.js', files: ['a.js', 2] }] }, named: 'seeds[0]' },
  evaluator: { change: { evaluator: 3 } },
  'evaluator.command': { change: { evaluator: { command: 'python3' } }, named: 'evaluator' },
  'evaluator.command[]': { change: { evaluator: { command: ['python3', 3] } }, named: 'evaluator' },
  'evaluator.sandbox': { change: { evaluator: { command: ['a'], sandbox: 'yes' } }, named: 'evaluator' },
  'evaluator.shinka': { change: { evaluator: { shinka: true } }, named: 'evaluator' },
  'evaluator.openevolve': { change: { evaluator: { openevolve: '' } }, named: 'evaluator' },
  'evaluator.task': { change: { evaluator: { task: 'No Task', data: 'a.csv' } }, named: 'evaluator' },
  'evaluator.data': { change: { evaluator: { task: 'a-task', data: 1 } }, named: 'evaluator' },
  candidate: { change: { candidate: './program' } },
  'candidate.build': { change: { candidate: { build: 'make', run: ['./a'] } } },
  'candidate.build[]': { change: { candidate: { build: [''], run: ['./a'] } }, named: 'candidate.build' },
  'candidate.run': { change: { candidate: { run: [] } } },
  'candidate.run[]': { change: { candidate: { run: [1] } }, named: 'candidate.run' },
  'candidate.protocol': { change: { candidate: { run: ['./a'], protocol: 'xml' } } },
  python: { change: { python: '' } },
  readable: { change: { readable: '/opt' } },
  'readable[]': { change: { readable: [''] } },
  stages: { change: { stages: [] } },
  'stages[]': { change: { stages: ['train'] } },
  'stages[].name': { change: stage({ name: '' }) },
  'stages[].split': { change: stage({ split: 'dev' }) },
  'stages[].pass': { change: stage({ pass: 'always' }) },
  'stages[].pass.quantile': { change: stage({ pass: { quantile: -1 } }), named: 'stages[0].pass' },
  'stages[].pass.improves': { change: stage({ pass: { improves: 'mean' } }), named: 'stages[0].pass' },
  'stages[].repeats': { change: stage({ repeats: 3 }) },
  'stages[].repeats.least': { change: stage({ repeats: { least: 0, most: 2 } }) },
  'stages[].repeats.most': { change: stage({ repeats: { least: 1, most: 1.5 } }) },
  splits: { change: { splits: 'train' } },
  'splits[]': { change: { splits: ['all'] } },
  noise: { change: { noise: true } },
  'noise.least': { change: { noise: { least: 0, most: 2 } } },
  'noise.most': { change: { noise: { most: '8' } } },
  'noise.draws': { change: { noise: { most: 8, draws: 'other' } } },
  limits: { change: { limits: 5 } },
  'limits.steps': { change: { limits: { steps: 0 } } },
  'limits.wallMs': { change: { limits: { wallMs: 1.5 } } },
  'limits.memoryMb': { change: { limits: { memoryMb: '1G' } } },
  'limits.outputBytes': { change: { limits: { outputBytes: -1 } } },
  descriptors: { change: { descriptors: {} } },
  'descriptors[]': { change: { descriptors: [1] } },
  'descriptors[].name': { change: descriptor({ name: '' }) },
  'descriptors[].min': { change: descriptor({ min: '0' }) },
  'descriptors[].max': { change: descriptor({ max: null }) },
  functionSet: { change: { functionSet: 'Math.max' } },
  'functionSet[]': { change: { functionSet: ['Math.max()'] } },
  idioms: { change: { idioms: 'idioms.ts' } },
  'idioms[]': { change: { idioms: [1] } },
  models: { change: { models: 'yes' } },
  'models.calls': { change: modelCalls({ calls: 0 }) },
  'models.tokensIn': { change: modelCalls({ tokensIn: 1.5 }), named: 'models' },
  'models.tokensOut': { change: modelCalls({ tokensOut: '4k' }), named: 'models' },
};

function modelCalls(change: object): object {
  return { models: { calls: 9, tokensIn: 9, tokensOut: 9, ...change } };
}

function mistakeOf(change: object): KaizenError {
  const text = JSON.stringify({ name: 'my-task', direction: 'maximize', ...change });
  return errorOf(() => parseManifest(text, 'task.json'));
}

it('has a mistake for every field of the schema, and for nothing else', () => {
  expect(FIELDS.length).toBeGreaterThan(50);
  expect(Object.keys(MISTAKES).sort()).toEqual([...FIELDS].sort());
});

it.each(Object.entries(MISTAKES))(
  'a mistake in %s names it, says what was expected and came, and gives an example',
  (field, mistake) => {
    const named = mistake.named ?? field.replaceAll('[]', '[0]');
    // A message may name what is around a field, but never something else.
    expect(field.replaceAll('[]', '[0]').startsWith(named)).toBe(true);
    const { code, wanted = '', got = '' } = mistakeOf(mistake.change);
    expect(code).toBe('KAIZEN_TASK_MANIFEST_INVALID');
    const line = wanted.split('\n').find((one) => one.trim().startsWith(`${named.replace('[]', '[0]')}: `));
    expect(line).toMatch(/: .{6,}, for example \S/);
    expect(got).toContain(`${named}: `);
  },
);
