/**
 * Asks pMARS what it makes of the sources in `src/labs/red-queen/assembler/golden/`, and writes its answers beside them:
 *
 *     node scripts/redcode-golden.ts /path/to/pmars
 *
 * pMARS 0.9.2 is not part of this package (it is under the GPL). Debian has it; a binary without X11 comes from its source
 * with `gcc -O2 -w -fcommon -DEXT94 -DSERVER -DPERMUTATE` over pmars.c asm.c eval.c disasm.c cdb.c sim.c pos.c clparse.c
 * global.c token.c str_eng.c. Only facts are kept: the code that a source of ours assembles to, or that it does not.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface GoldenCase {
  readonly name: string;
  /** Flags of pMARS: `-8`, `-s 800` and so on. */
  readonly flags?: readonly string[];
  readonly source: readonly string[];
  /** What pMARS made: instructions with values as it prints them, and the start. Null: it refused. */
  readonly code: { readonly start: number | null; readonly instructions: readonly string[] } | null;
}

const LINE = /^(START)?\s*([A-Z]{3})[. ]([A-Z]{1,2})?\s+([#$@<>*{}])\s*(-?\d+), ([#$@<>*{}])\s*(-?\d+)\s*$/;

/** What pMARS makes of a source. Throws if it neither listed code nor refused the source. */
export function codeOfPmars(pmars: string, source: string, flags: readonly string[] = []): GoldenCase['code'] {
  const folder = mkdtempSync(join(tmpdir(), 'kaizen-redcode-'));
  try {
    const file = join(folder, 'warrior.red');
    writeFileSync(file, source);
    const { status, signal, stdout } = spawnSync(pmars, ['-r', '0', ...flags, file], {
      encoding: 'latin1',
      timeout: 60_000,
    });
    if (signal !== null) throw new Error(`pMARS died of ${signal}`);
    if (status !== 0) return null;
    const instructions: string[] = [];
    let start: number | null = null;
    for (const line of stdout.split('\n')) {
      const match = LINE.exec(line);
      if (match === null) continue;
      const [, label, opcode, modifier = '', aMode, a, bMode, b] = match;
      if (label !== undefined) start = instructions.length;
      instructions.push(`${opcode}.${modifier} ${aMode}${a},${bMode}${b}`);
    }
    if (!stdout.includes('Program "')) throw new Error('pMARS printed no listing');
    return { start, instructions };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function regenerate(pmars: string): void {
  const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'src', 'labs', 'red-queen', 'assembler', 'golden');
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const path = join(folder, file);
    const cases = JSON.parse(readFileSync(path, 'utf8')) as GoldenCase[];
    const answered = cases.map((one) => ({ ...one, code: codeOfPmars(pmars, one.source.join('\n'), one.flags) }));
    const changed = answered.filter((one, index) => JSON.stringify(one) !== JSON.stringify(cases[index])).length;
    writeFileSync(path, `${JSON.stringify(answered, null, 2)}\n`);
    process.stdout.write(`${file}: ${answered.length} sources, ${changed} changed\n`);
  }
  process.stdout.write('now: npx biome check --write src/labs/red-queen/assembler/golden\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const pmars = process.argv[2];
  if (pmars === undefined) throw new Error('wanted the path of a pMARS binary');
  regenerate(pmars);
}
