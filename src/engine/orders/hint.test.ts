import { expect, it } from 'vitest';
import { runWithModels } from '../../../testing/model-run.ts';
import { programEditor } from '../../../testing/model-server/program-editor/program-editor.ts';
import { startModelServer } from '../../../testing/model-server/start-model-server.ts';
import { FREE } from '../../../testing/price-per-token.ts';
import { foldEvents } from '../replay.ts';
import { giveOrder } from './give-order.ts';

it('a hint stands in the prompts of the slots opened after it, until it is forgotten', async () => {
  const prompts: string[] = [];
  const server = await startModelServer({
    script: (request) => {
      prompts.push(request.text);
      return programEditor({ variesByAttempt: true })(request);
    },
  });
  const models = { models: [`a@${server.url}`], genetic: false, priceOf: () => FREE };
  const { state, events, calls } = await runWithModels(
    { budget: { evaluations: 30 }, lag: 2, models },
    {
      workers: 1,
      onStart: (workspace, run) => {
        giveOrder(workspace, run, { kind: 'hint', text: 'Think of \u001b[31mparabolas.' }, 8);
        giveOrder(workspace, run, { kind: 'forget-hint', number: 1 }, 16);
        giveOrder(workspace, run, { kind: 'stop' }, 20);
      },
    },
  );
  await server.close();
  expect([...state.steering.taken.values()].filter(({ refused }) => refused !== undefined)).toEqual([]);
  expect(foldEvents(events)).toEqual(state);
  const hinted = new Set<number>();
  for (const { slot, request } of calls) {
    if (JSON.stringify(request).includes('- Think of parabolas.')) hinted.add(slot);
  }
  // Two slots are in flight: with eight ended, the next one to open is slot 9.
  expect([...hinted].sort((a, b) => a - b)).toEqual([9, 10, 11, 12, 13, 14, 15, 16]);
  expect(prompts.some((text) => text.includes('- Think of parabolas.'))).toBe(true);
});
