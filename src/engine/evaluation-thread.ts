import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import { createRuntimeSandbox } from '../sandbox/command/create-runtime-sandbox.ts';
import { loadEvaluator } from '../tasks/load-evaluator.ts';
import type { EvaluationSession } from './executor.ts';
import { createLocalExecutor } from './local-executor.ts';
import { type FromThread, SESSIONS_PER_THREAD, type ThreadOptions, type ToThread } from './thread-protocol.ts';

/** The body of an evaluation thread: a local executor behind a message port. */
const options = workerData as ThreadOptions;
const port = parentPort;
const send = (message: FromThread): void => port?.postMessage(message);

try {
  const evaluate = await loadEvaluator(options.evaluatorPath, { data: options.evaluatorData });
  // A command works by itself while this thread waits: more than one at a time would only share the processor.
  const hosts = options.runtime === undefined ? SESSIONS_PER_THREAD : 1;
  const sandbox = await createRuntimeSandbox(options.runtime, { backend: options.sandbox, hosts, clock: systemClock });
  const executor = createLocalExecutor({ evaluate, limits: options.limits }, sandbox, options.seed);
  const sessions = new Map<number, EvaluationSession>();

  port?.on('message', async (message: ToThread) => {
    if (message.type === 'evaluate') {
      const { id, stage, program, options: asked } = message;
      if (program !== null) sessions.set(id, executor.begin(program, asked));
      const session = sessions.get(id) as EvaluationSession;
      const result = await session.evaluate(stage);
      send({ type: 'result', id, result, usage: session.usage });
    } else if (message.type === 'close') {
      sessions.get(message.id)?.close();
      sessions.delete(message.id);
    } else {
      await executor.close();
      port.close();
    }
  });
  send({ type: 'ready', sandbox: sandbox.backend });
} catch (thrown) {
  send({ type: 'failed', reason: messageOf(thrown) });
  port?.close();
}
