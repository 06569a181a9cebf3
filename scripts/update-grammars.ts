/**
 * Renews the grammars of the genetic operators from their npm packages: `node scripts/update-grammars.ts`.
 *
 * The packages hold parser sources and a native binary for each platform besides the one .wasm file that is used, 140 MB
 * in all, and an install script that may compile. So the .wasm files are kept here, packed with Brotli: 0.7 MB. Versions
 * and hashes stand in `grammars/sources.json`; change a version there, run this, and write down the hashes it prints.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const grammars = join(import.meta.dirname, '../src/search/operators/tree-sitter/grammars');
const sources = JSON.parse(readFileSync(join(grammars, 'sources.json'), 'utf8')) as Record<
  string,
  { readonly package: string; readonly version: string; readonly sha256: string }
>;

function run(command: string, argumentList: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, argumentList, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${argumentList.join(' ')} failed: ${stderr}`);
  return stdout.trim();
}

const folder = mkdtempSync(join(tmpdir(), 'kaizen-grammars-'));
try {
  for (const [grammar, source] of Object.entries(sources)) {
    const archive = run('npm', ['pack', '--silent', `${source.package}@${source.version}`], folder);
    run('tar', ['xzf', archive, `package/${source.package}.wasm`], folder);
    const wasm = readFileSync(join(folder, 'package', `${source.package}.wasm`));
    const sha256 = createHash('sha256').update(wasm).digest('hex');
    const { BROTLI_PARAM_LGWIN, BROTLI_PARAM_QUALITY } = constants;
    const packed = brotliCompressSync(wasm, { params: { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_LGWIN]: 24 } });
    writeFileSync(join(grammars, `${grammar}.wasm.br`), packed);
    const verdict = sha256 === source.sha256 ? 'as listed' : 'NOT as listed';
    process.stdout.write(`${grammar}: ${wasm.length} bytes, packed ${packed.length}, sha256 ${sha256}, ${verdict}\n`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
