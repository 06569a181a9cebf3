import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { ChatReply, ChatRequest, TokenUsage } from '../../src/core/model.ts';
import { ModelFault } from '../../src/core/model-fault.ts';
import type { CallOptions, ModelProvider } from '../../src/models/contract.ts';

/** A provider under test, and models that it reaches. */
export interface ModelProviderSubject {
  make(): ModelProvider;
  /** A model that answers any prompt. */
  readonly model: string;
  /** A model that makes embeddings; null where there is none. */
  readonly embeddingModel: string | null;
  /** A model that cannot be reached or does not exist. */
  readonly unknownModel: string;
  /** A model that takes long enough for a call to be ended meanwhile. */
  readonly slowModel: string;
}

function options(signal: AbortSignal = new AbortController().signal): CallOptions {
  return { signal, idempotencyKey: 'conformance/0' };
}

function ask(model: string): ChatRequest {
  return { model, messages: [{ role: 'user', content: 'Reply with one word.' }], maximumTokensOut: 50 };
}

function isUsage({ tokensIn, tokensCached, tokensOut, tokensReasoning }: TokenUsage): void {
  for (const count of [tokensIn, tokensCached, tokensOut, tokensReasoning]) {
    assert.ok(Number.isSafeInteger(count) && count >= 0, `${count} is no count of tokens`);
  }
  assert.ok(tokensCached <= tokensIn, 'cached input is a part of the input');
  assert.ok(tokensReasoning <= tokensOut, 'reasoning is a part of the output');
  assert.ok(tokensIn > 0, 'a prompt has tokens');
}

function isFault(error: unknown): true {
  assert.ok(error instanceof ModelFault, `a provider rejects with ModelFault, not with ${String(error)}`);
  assert.match(error.code, /^KAIZEN_MODEL_[A-Z_]+$/);
  assert.ok(error.retryAfterMs === null || (Number.isFinite(error.retryAfterMs) && error.retryAfterMs >= 0));
  return true;
}

/** What every ModelProvider must hold to. */
export function modelProviderConformance(name: string, subject: ModelProviderSubject): void {
  describe(`model provider: ${name}`, () => {
    const provider = subject.make();

    it('replies with plain data and counts that fit together', async () => {
      const reply: ChatReply = await provider.chat(ask(subject.model), options());
      assert.deepEqual(JSON.parse(JSON.stringify(reply)), reply);
      assert.ok(['stop', 'length', 'tool-calls', 'refused', 'other'].includes(reply.finish));
      isUsage(reply.usage);
    });

    it('changes nothing of the request', async () => {
      const request = ask(subject.model);
      const before = structuredClone(request);
      await provider.chat(Object.freeze(request), options());
      assert.deepEqual(request, before);
    });

    it('makes one vector for each text, all of one length', async () => {
      const model = subject.embeddingModel;
      const request = { model: model ?? subject.model, texts: ['one', 'two', 'three'] };
      if (model === null) {
        await assert.rejects(provider.embed(request, options()), isFault);
        return;
      }
      const { vectors, usage } = await provider.embed(request, options());
      assert.equal(vectors.length, 3);
      assert.equal(new Set(vectors.map(({ length }) => length)).size, 1);
      assert.ok(vectors.flat().every(Number.isFinite));
      isUsage(usage);
    });

    it('rejects with a fault where there is no such model', async () => {
      await assert.rejects(provider.chat(ask(subject.unknownModel), options()), isFault);
    });

    it('ends a call when it is told to, and says so', async () => {
      const early = new AbortController();
      early.abort();
      await assert.rejects(provider.chat(ask(subject.slowModel), options(early.signal)), isFault);
      const controller = new AbortController();
      const asked = provider.chat(ask(subject.slowModel), options(controller.signal));
      setImmediate(() => controller.abort(new DOMException('too long', 'TimeoutError')));
      await assert.rejects(asked, (error: unknown) => {
        isFault(error);
        assert.equal((error as ModelFault).code, 'KAIZEN_MODEL_TIMEOUT');
        assert.equal((error as ModelFault).billed, 'unknown');
        return true;
      });
    });
  });
}
