import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { shellWord } from './shell-word.ts';

it('is the same text to a shell', () => {
  const texts = fc.array(
    fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', '')),
    { minLength: 1 },
  );
  fc.assert(
    fc.property(texts, (words) => {
      const echoed = execFileSync('sh', ['-c', `printf '%s\\0' ${words.map(shellWord).join(' ')}`], {
        encoding: 'utf8',
      });
      expect(echoed.split('\0').slice(0, -1)).toEqual(words);
    }),
    { numRuns: 20 },
  );
});

it('leaves plain paths as they are', () => {
  expect(shellWord('/home/ann/kaizen-2/bin/kaizen.mjs')).toBe('/home/ann/kaizen-2/bin/kaizen.mjs');
  expect(shellWord("/home/ann's files/x")).toBe("'/home/ann'\\''s files/x'");
});
