/**
 * The host process: evaluates candidates that arrive on its input, one after another, until the input ends. Started by
 * `pool.ts`, normally inside bubblewrap, with the name of the engine and the memory in MiB as arguments.
 */
import { writeSync } from 'node:fs';
import { hardenRealm } from './harden.ts';
import { serve } from './serve.ts';

const [engineName = 'v8', memoryMb = '256'] = process.argv.slice(2);
const engine =
  engineName === 'quickjs'
    ? await (await import('./quickjs-engine.ts')).createQuickJsEngine(Number(memoryMb))
    : (await import('./v8-engine.ts')).createV8Engine();

// QuickJS keeps candidates away from the host's own objects altogether.
if (engineName !== 'quickjs') hardenRealm();
try {
  serve(engine);
} catch (thrown) {
  writeSync(2, thrown instanceof Error ? thrown.message : 'the host failed');
  process.exit(1);
}
process.exit(0);
