/**
 * Compiles the Core War engine, src/labs/red-queen/mars/wasm/*.as, into src/labs/red-queen/mars/engine-binary.ts:
 * `node scripts/build-mars.ts`. A test does the same and compares, byte for byte.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import compiler from 'assemblyscript/asc';

const folder = join(import.meta.dirname, '..', 'src', 'labs', 'red-queen', 'mars');

/** The module in base64. AssemblyScript's own ending, .ts, would put its sources before the TypeScript compiler. */
export async function compileMars(): Promise<string> {
  let module: Uint8Array = new Uint8Array();
  const options = ['-O3', '--noAssert', '--runtime', 'stub', '--initialMemory', '16'];
  const { error, stderr } = await compiler.main(['engine.ts', '--outFile', 'engine.wasm', ...options], {
    readFile: (name) => {
      const path = join(folder, 'wasm', name.replace(/\.ts$/, '.as'));
      try {
        return readFileSync(path, 'utf8');
      } catch {
        return null;
      }
    },
    writeFile: (_, contents) => {
      module = typeof contents === 'string' ? Buffer.from(contents) : contents;
    },
    listFiles: () => [],
  });
  if (error !== null) throw new Error(`AssemblyScript: ${error.message}\n${stderr.toString()}`);
  return Buffer.from(module).toString('base64');
}

if (import.meta.main) {
  const binary = await compileMars();
  const comment = '/** wasm/engine.as, compiled by scripts/build-mars.ts; base64. */';
  writeFileSync(join(folder, 'engine-binary.ts'), `${comment}\nexport const ENGINE_BINARY =\n  '${binary}';\n`);
  process.stdout.write(`engine-binary.ts: ${Buffer.from(binary, 'base64').length} bytes of WebAssembly\n`);
}
