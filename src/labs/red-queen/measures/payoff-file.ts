import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Pairing, PayoffCache } from './payoff.ts';

/** A payoff cache that lasts: `save` writes what was added. A file that cannot be read counts as an empty one. */
export function openPayoffFile(path: string): PayoffCache & { save(): void } {
  const known = new Map<string, Pairing>(existsSync(path) ? readEntries(path) : []);
  const before = known.size;
  return {
    get: (key) => known.get(key),
    set: (key, pairing) => void known.set(key, pairing),
    save: () => {
      if (known.size === before) return;
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.new`, JSON.stringify([...known]));
      renameSync(`${path}.new`, path);
    },
  };
}

function readEntries(path: string): [string, Pairing][] {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as [string, Pairing][];
  } catch {
    // Nothing is lost but time: the battles are fought again.
    return [];
  }
}
