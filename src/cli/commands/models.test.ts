import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ModelServer, startModelServer } from '../../../testing/model-server/index.ts';

const KEY = 'sk-test-0123456789abcdef';
const program = join(import.meta.dirname, '../../../bin/kaizen.mjs');

let server: ModelServer;
beforeAll(async () => {
  const usage = { tokensIn: 12, tokensCached: 4, tokensOut: 30, tokensReasoning: 29 };
  server = await startModelServer({
    apiKey: KEY,
    models: ['small'],
    script: () => ({ text: `\u001b[2J\u001b[31mready, ${KEY}\u0007`, usage }),
  });
});
afterAll(() => server.close());

async function kaizen(words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...environment };
  const child = spawn(process.execPath, [program, 'models', ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { out, err, code };
}

describe('kaizen models', () => {
  it('says which variables are missing, and shows no key', async () => {
    const { out, code } = await kaizen(['--json'], {
      OPENAI_API_KEY: KEY,
      OLLAMA_BASE_URL: 'http://me:pass1234@host/v1',
    });
    expect(code).toBe(0);
    expect(out).not.toMatch(/0123456789abcdef|pass1234/);
    const { providers, models } = JSON.parse(out);
    expect(providers).toContainEqual({ name: 'openai', title: 'OpenAI', isUsable: true, missing: [], url: null });
    expect(providers).toContainEqual(
      expect.objectContaining({ name: 'anthropic', isUsable: false, missing: ['ANTHROPIC_API_KEY'] }),
    );
    expect(models).toContainEqual(expect.objectContaining({ model: 'openai/gpt-5-mini', tokensIn: 250_000 }));
  });

  it('lists prices by a part of the name, with their source', async () => {
    const { out } = await kaizen(['openai/gpt-5-mini']);
    expect(out).toMatch(/^openai\/gpt-5-mini +0\.250 +0\.025 +2\.000 +400,000$/m);
    expect(out).toMatch(/From: .*20\d\d-\d\d-\d\d\.$/m);
  });

  it('checks a model with one call, and shows its reply as plain text', async () => {
    const { out, code } = await kaizen(['--check', `small@${server.url}`], { OPENAI_COMPATIBLE_API_KEY: KEY });
    expect(code).toBe(0);
    expect(out).toMatch(/^reply +ready, \[redacted\]$/m);
    expect(out).toMatch(/^tokens in +12 \(4 cached\)$/m);
    expect(out).toMatch(/^tokens out +30 \(29 reasoning\)$/m);
    expect(out).toMatch(/^cost +price unknown$/m);
    expect(server.ledger.entries).toHaveLength(1);
  });

  it('fails with a code where the model does not answer', async () => {
    const wrongKey = await kaizen(['--check', `small@${server.url}`], {
      OPENAI_COMPATIBLE_API_KEY: 'sk-wrong-9876543210',
    });
    expect(wrongKey).toMatchObject({ code: 1, out: '' });
    expect(wrongKey.err).toContain('[KAIZEN_MODEL_UNAUTHORIZED]');
    expect(wrongKey.err).not.toContain('9876543210');
  });
});
