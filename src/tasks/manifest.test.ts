import { describe, expect, it } from 'vitest';
import { errorOf } from '../../testing/error-of.ts';
import type { KaizenError } from '../base/errors.ts';
import { type Manifest, parseBestKnown, parseManifest } from './manifest.ts';

const MINIMAL = { name: 'my-task', direction: 'maximize' };

function mistakeIn(change: Record<string, unknown>): KaizenError {
  return errorOf(() => parseManifest(JSON.stringify({ ...MINIMAL, ...change }), '/somewhere/task.json'));
}

describe('parseManifest', () => {
  it('takes the least there is', () => {
    expect(parseManifest(JSON.stringify(MINIMAL), 'task.json')).toEqual(MINIMAL);
  });

  it('takes every field', () => {
    const full: Manifest = {
      name: 'my-task-2',
      title: 'My task',
      direction: 'minimize',
      unit: 'ms',
      language: 'python',
      seeds: ['seed.py', { entry: 'main.py', files: ['main.py', 'model.py'] }],
      evaluator: 'evaluator.ts',
      stages: [
        { name: 'quick', split: 'train', pass: { quantile: 0.25 } },
        { name: 'train', split: 'train', pass: { improves: 'best' } },
        { name: 'validation', split: 'validation' },
      ],
      splits: ['train', 'validation', 'test'],
      limits: { steps: 1, wallMs: 2, memoryMb: 3, outputBytes: 4 },
      descriptors: [{ name: 'length', min: -1, max: 1 }],
      functionSet: ['Math.max', 'Math.log1p'],
      idioms: ['idioms.ts'],
    };
    expect(parseManifest(JSON.stringify(full), 'task.json')).toEqual(full);
  });

  // Field to correct, what the message must say of it, and what it must say came.
  it.each<[string, Record<string, unknown>, string, string]>([
    ['name', { name: undefined }, 'name: lower-case words joined by hyphens', 'name: nothing'],
    ['name', { name: 'My Task' }, 'for example "online-bin-packing"', 'name: "My Task"'],
    ['name', { name: '../up' }, 'lower-case words', 'name: "../up"'],
    ['title', { title: '' }, 'title: a text that is not empty', 'title: ""'],
    ['direction', { direction: undefined }, 'direction: "maximize" or "minimize"', 'direction: nothing'],
    ['direction', { direction: 'up' }, 'for example "minimize"', 'direction: "up"'],
    ['unit', { unit: 1 }, 'unit: a text', 'unit: 1'],
    ['language', { language: '' }, 'language: the name of a language', 'language: ""'],
    ['seeds', { seeds: [] }, 'seeds: a list of one or more seed programs', 'seeds: []'],
    ['seeds', { seeds: 'seed.js' }, 'for example ["seed.js"]', 'seeds: "seed.js"'],
    ['seeds[1]', { seeds: ['seed.js', 7] }, 'seeds[1]: a file of the task folder', 'seeds[1]: 7'],
    ['seeds[0]', { seeds: [{ entry: 'a.js', files: ['b.js'] }] }, 'where files names entry', '"entry":"a.js"'],
    ['evaluator', { evaluator: 3 }, 'for example "evaluator.ts", or {"command"', 'evaluator: 3'],
    ['evaluator', { evaluator: { command: [] } }, '{"command": ["python3", "evaluate.py"]}', '{"command":[]}'],
    ['evaluator', { evaluator: { shinka: 'a.py', x: 1 } }, 'evaluator.x: no such field', 'evaluator.x: 1'],
    ['candidate', { candidate: 'a.out' }, 'candidate: an object {build?, run, protocol?}', 'candidate: "a.out"'],
    ['candidate.run', { candidate: {} }, 'candidate.run: a command', 'candidate.run: nothing'],
    ['candidate.build', { candidate: { build: 'make', run: ['./a'] } }, 'candidate.build: a command', '"make"'],
    ['candidate.protocol', { candidate: { run: ['./a'], protocol: 'xml' } }, '"json" or "text"', '"xml"'],
    ['python', { python: 3 }, 'python: a Python interpreter', 'python: 3'],
    ['readable[0]', { readable: [7] }, 'readable[0]: a path', 'readable[0]: 7'],
    ['stages', { stages: [] }, 'stages: a list of one or more stages', 'stages: []'],
    ['stages[0]', { stages: ['train'] }, 'stages[0]: an object {name, split, pass?, repeats?}', 'stages[0]: "train"'],
    ['stages[0].name', { stages: [{ split: 'train' }] }, 'stages[0].name: a text', 'stages[0].name: nothing'],
    [
      'stages[1].split',
      {
        stages: [
          { name: 'a', split: 'train' },
          { name: 'b', split: 'dev' },
        ],
      },
      'stages[1].split: "train", "validation" or "test"',
      'stages[1].split: "dev"',
    ],
    [
      'stages[0].pass',
      { stages: [{ name: 'a', split: 'train', pass: { quantile: 2 } }] },
      'stages[0].pass: {"quantile": a number from 0 to 1} or {"improves": "best"}',
      'stages[0].pass: {"quantile":2}',
    ],
    [
      'stages[0].pass',
      { stages: [{ name: 'a', split: 'train', pass: { improves: 'median' } }] },
      'for example {"quantile": 0.25}',
      '"median"',
    ],
    [
      'stages',
      {
        stages: [
          { name: 'a', split: 'train' },
          { name: 'a', split: 'test' },
        ],
      },
      'stages with different names',
      '"name":"a"',
    ],
    [
      'noise',
      { noise: { least: 4, most: 2 } },
      'noise: an object {least?, most, draws?} with least ≤ most',
      '"most":2',
    ],
    ['noise.most', { noise: {} }, 'noise.most: a whole number above 0', 'noise.most: nothing'],
    ['noise.least', { noise: { least: 0, most: 2 } }, 'noise.least: a whole number above 0', 'noise.least: 0'],
    ['noise.draws', { noise: { most: 2, draws: 'paired' } }, 'noise.draws: "own" or "common"', 'noise.draws: "paired"'],
    [
      'stages[0].repeats',
      { stages: [{ name: 'a', split: 'train', repeats: { least: 3, most: 2 } }] },
      'stages[0].repeats: an object {least, most} with least ≤ most',
      '"least":3',
    ],
    [
      'stages[0].repeats.most',
      { stages: [{ name: 'a', split: 'train', repeats: { least: 3 } }] },
      'stages[0].repeats.most: a whole number above 0',
      'repeats.most: nothing',
    ],
    ['splits[0]', { splits: ['all'] }, 'splits[0]: "train", "validation" or "test"', 'splits[0]: "all"'],
    ['splits', { splits: [] }, 'splits: a list of the splits', 'splits: []'],
    ['limits', { limits: 5 }, 'limits: an object with any of steps', 'limits: 5'],
    ['limits.steps', { limits: { steps: 0 } }, 'limits.steps: a whole number above 0', 'limits.steps: 0'],
    ['limits.wallMs', { limits: { wallMs: 1.5 } }, 'limits.wallMs: a whole number above 0', 'limits.wallMs: 1.5'],
    ['limits.memoryMb', { limits: { memoryMb: '1G' } }, 'limits.memoryMb: a whole', 'limits.memoryMb: "1G"'],
    ['limits.outputBytes', { limits: { outputBytes: -1 } }, 'limits.outputBytes: a whole', 'limits.outputBytes: -1'],
    ['descriptors', { descriptors: {} }, 'descriptors: a list of {name, min, max}', 'descriptors: {}'],
    [
      'descriptors[0]',
      { descriptors: [{ name: 'a', min: 1, max: 1 }] },
      'descriptors[0]: an object {name, min, max} with min below max',
      '"min":1,"max":1',
    ],
    ['descriptors[0].min', { descriptors: [{ name: 'a', max: 1 }] }, 'descriptors[0].min: a number', 'min: nothing'],
    ['functionSet[0]', { functionSet: ['Math.max()'] }, 'functionSet[0]: a function by its name in', '"Math.max()"'],
    ['functionSet[1]', { functionSet: ['Math.max', 'math.sin'] }, 'Math.sin, ', 'functionSet[1]: "math.sin"'],
    ['functionSet[0]', { functionSet: ['clamp'] }, 'for example "Math.max"', 'functionSet[0]: "clamp"'],
    ['functionSet[0]', { functionSet: ['Math.random'] }, 'functionSet[0]: a function by', '"Math.random"'],
    ['idioms', { idioms: 'idioms.ts' }, 'idioms: a list of files of the task folder', 'idioms: "idioms.ts"'],
    ['idioms[0]', { idioms: [''] }, 'idioms[0]: a file of the task folder', 'idioms[0]: ""'],
  ])('explains a mistake in %s', (_field, change, wanted, got) => {
    const error = mistakeIn(change);
    expect(error.code).toBe('KAIZEN_TASK_MANIFEST_INVALID');
    expect(error.message).toContain('/somewhere/task.json has a mistake');
    expect(error.wanted).toContain(wanted);
    expect(error.got).toContain(got);
    expect(error.next).toContain('Correct');
  });

  it.each([
    [{ seed: 'x.js' }, 'seed: no such field; did you mean seeds?'],
    [{ Stages: [] }, 'Stages: no such field; did you mean stages?'],
    [{ colour: 'red' }, 'colour: no such field; there are name, title, direction'],
    [{ limits: { step: 5 } }, 'limits.step: no such field; did you mean steps?'],
  ])('names a field that does not exist: %j', (change, wanted) => {
    expect(mistakeIn(change).wanted).toContain(wanted);
  });

  it('lists every mistake at once', () => {
    const error = mistakeIn({ direction: 'up', unit: 4, limits: { steps: -1 } });
    expect(error.message).toContain('has 3 mistakes');
    for (const field of ['direction', 'unit', 'limits.steps']) expect(error.wanted).toContain(`${field}: `);
  });

  it('says where the text stops being JSON', () => {
    const error = errorOf(() => parseManifest('{"name": "a",}', 'task.json'));
    expect(error.code).toBe('KAIZEN_TASK_MANIFEST_INVALID');
    expect(error.message).toContain('is not JSON');
    expect(error.got).toMatch(/position|line/);
  });

  it('says so when the whole is no object', () => {
    expect(errorOf(() => parseManifest('[]', 'task.json')).wanted).toContain('the file: an object in task.json');
  });
});

describe('parseBestKnown', () => {
  it('takes rows and explains mistakes in them', () => {
    const row = { instance: 'n = 26', score: 2.6, source: 'Somebody (2020)' };
    expect(parseBestKnown(JSON.stringify([row]), 'best-known.json')).toEqual([row]);
    const error = errorOf(() => parseBestKnown(JSON.stringify([row, { ...row, source: '' }]), 'best-known.json'));
    expect(error.wanted).toContain('[1].source: a text that says where the value was published');
    expect(error.got).toContain('[1].source: ""');
  });
});
