import { expect, it } from 'vitest';
import type { ModelCall } from '../../store/model-calls.ts';
import { describeCalls } from './model-calls.ts';

const call = (purpose: string, request: unknown, outcome: unknown): ModelCall => ({
  slot: 3,
  purpose,
  attempt: 0,
  model: 'a/b',
  request: request as ModelCall['request'],
  status: 'settled',
  outcome: outcome as ModelCall['outcome'],
  cost: { tokensIn: 7, tokensOut: 2, tokensCached: 0, microUsd: 1 },
});

it('shows what was asked and answered, with nothing that a terminal would obey', () => {
  const calls = [
    call('propose/0/edit/1', { messages: [{ role: 'user', content: 'Edit \u001b[31mthis.' }] }, { text: 'Done.' }),
    call(
      'vectors/neighbours',
      { texts: ['f(x)', 'g(\u0007x)'] },
      {
        vectors: [
          [1, 0, 0],
          [0, 1, 0],
        ],
      },
    ),
    call(
      'judge',
      { messages: [] },
      { code: 'KAIZEN_MODEL_TIMEOUT', summary: 'no reply', retryable: true, billed: 'unknown' },
    ),
  ];
  expect(describeCalls(calls, false)[0]).toBe('propose/0/edit/1 #0  a/b  settled  7 tokens in, 2 out');
  const [chat, vectors, fault] = describeCalls(calls, true);
  expect(chat).toContain('user:\nEdit this.\n\nreply:\nDone.');
  expect(vectors).toContain('text:\nf(x)\n\ntext:\ng(x)\n\nreply:\n2 vectors of 3 numbers');
  expect(fault).toContain('reply:\n[KAIZEN_MODEL_TIMEOUT] no reply');
});
