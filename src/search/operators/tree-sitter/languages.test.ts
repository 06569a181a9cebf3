import { expect, it } from 'vitest';
import { KNOWN_FUNCTIONS } from '../../../core/function-set.ts';
import { LANGUAGE_TABLES } from './languages.ts';

it.each(LANGUAGE_TABLES)('a task can name every function that is written in $language', ({ functions }) => {
  expect(KNOWN_FUNCTIONS).toEqual(expect.arrayContaining(functions.map(({ name }) => name)));
});
