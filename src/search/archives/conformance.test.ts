import { expect, it } from 'vitest';
import { type ArchiveSubject, archiveConformance } from '../../../testing/conformance/archive.ts';
import type { JsonObject } from '../../base/json.ts';
import { createProgram } from '../../core/program.ts';
import { COMPONENT_NAMES, createArchive } from '../components.ts';

const subject = (name: string, options: JsonObject, rest: Omit<ArchiveSubject, 'make'> = {}) => ({
  title: `${name} ${JSON.stringify(options)}`,
  name,
  subject: { make: () => createArchive({ name, options }), ...rest },
});

/** Programs of members: those whose hashes are of one length read alike. */
const numberOf = (hash: string) =>
  createProgram({ language: 'javascript', entry: 'f.js', files: { 'f.js': `export const f = ${hash.length};` } });

const grid = [
  { min: 0, max: 1, bins: 3 },
  { min: 0, max: 1, bins: 2 },
];

const SUBJECTS = [
  subject('keep-all', {}),
  subject('top-k', { capacity: 1 }, { capacity: 1 }),
  subject('top-k', { capacity: 6 }, { capacity: 6 }),
  subject('top-k', { capacity: 5, distinct: false }, { capacity: 5 }),
  subject('top-k', { capacity: 6, replacement: 'crowding' }, { capacity: 6, shape: { descriptors: 2 } }),
  subject('top-k', { capacity: 6, replacement: 'crowding', distinct: false }, { capacity: 6, shape: { instances: 3 } }),
  subject('top-k', { capacity: 6, replacement: 'crowding' }, { capacity: 6 }),
  {
    title: 'top-k crowding-by-text',
    name: 'top-k',
    subject: {
      make: () => createArchive({ name: 'top-k', options: { capacity: 4, replacement: 'crowding-by-text' } }, numberOf),
      capacity: 4,
    },
  },
  subject('ranked', { capacity: 5 }, { capacity: 5 }),
  subject('ranked', { capacity: 1 }, { capacity: 1 }),
  subject(
    'ranked',
    { capacity: 4, criteria: { merit: 1, size: -2, 'descriptor/1': 0.5 } },
    { capacity: 4, shape: { descriptors: 2 } },
  ),
  subject('map-elites', { dimensions: grid }, { capacity: 6, shape: { descriptors: 2 } }),
  subject('pareto', {}, { capacity: 200 }),
  subject('pareto', { capacity: 4 }, { capacity: 4, shape: { instances: 3 } }),
  subject('pareto', { capacity: 1 }, { capacity: 1, shape: { instances: 2 } }),
];

for (const { title, subject } of SUBJECTS) archiveConformance(title, subject);

it('every archive is held to the contract', () => {
  expect([...new Set(SUBJECTS.map(({ name }) => name))].sort()).toEqual([...COMPONENT_NAMES.archive].sort());
});
