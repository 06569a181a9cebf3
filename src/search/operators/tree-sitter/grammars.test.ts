import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { LANGUAGE_TABLES } from './languages.ts';

const folder = new URL('./grammars/', import.meta.url);
const sources = JSON.parse(readFileSync(new URL('sources.json', folder), 'utf8')) as Record<
  string,
  { readonly sha256: string; readonly license: string }
>;

describe('the grammars', () => {
  it('are one for each table, and nothing else', () => {
    const wanted = LANGUAGE_TABLES.map(({ grammar }) => `${grammar}.wasm.br`);
    expect(readdirSync(folder).sort()).toEqual([...wanted, 'sources.json'].sort());
  });

  it.each(Object.entries(sources))('%s is the file of its package, byte for byte', (grammar, { sha256, license }) => {
    const wasm = brotliDecompressSync(readFileSync(new URL(`${grammar}.wasm.br`, folder)));
    expect(createHash('sha256').update(wasm).digest('hex')).toBe(sha256);
    expect(license).toBe('MIT');
  });
});
