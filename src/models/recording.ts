import { z } from 'zod';
import { KaizenError } from '../base/errors.ts';
import { hashOf } from '../base/hash.ts';
import type { Json } from '../base/json.ts';
import type { ChatReply, ChatRequest, EmbeddingReply, EmbeddingRequest } from '../core/model.ts';
import type { FaultData } from '../core/model-fault.ts';

/** The first line of a recording. */
export const RECORDING_HEADER = '{"kaizenRecording":1}';

/** What a call is looked up by: sha-256 over its name and the whole request. */
export function recordingKey(name: string, request: ChatRequest | EmbeddingRequest): string {
  return hashOf([name, request]);
}

const count = z.int().min(0);
const usage = z.strictObject({
  tokensIn: count,
  tokensCached: count,
  tokensOut: count,
  tokensReasoning: count,
  isEstimated: z.boolean().optional(),
});
const json: z.ZodType<Json> = z.json();
const toolCall = z.strictObject({ id: z.string(), name: z.string(), arguments: z.record(z.string(), json) });
const chat = z.strictObject({
  text: z.string(),
  toolCalls: z.array(toolCall),
  finish: z.enum(['stop', 'length', 'tool-calls', 'refused', 'other']),
  usage,
});
const embedding = z.strictObject({ vectors: z.array(z.array(z.number())), usage });
const fault = z.strictObject({
  code: z.string().regex(/^KAIZEN_MODEL_[A-Z_]+$/),
  summary: z.string(),
  wanted: z.string().optional(),
  got: z.string().optional(),
  next: z.string().optional(),
  retryable: z.boolean(),
  retryAfterMs: z.number().min(0).nullable(),
  billed: z.enum(['no', 'unknown']),
});
const entry = z.strictObject({
  key: z.string().regex(/^[0-9a-f]{64}$/),
  /** Name and model of the call, for readers. */
  name: z.string(),
  model: z.string(),
  outcome: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('chat'), reply: chat }),
    z.strictObject({ kind: z.literal('embedding'), reply: embedding }),
    z.strictObject({ kind: z.literal('fault'), fault }),
  ]),
});

/** How one call ended, as a recording keeps it. */
export type RecordedOutcome =
  | { readonly kind: 'chat'; readonly reply: ChatReply }
  | { readonly kind: 'embedding'; readonly reply: EmbeddingReply }
  | { readonly kind: 'fault'; readonly fault: FaultData };

export interface RecordedCall {
  readonly key: string;
  readonly name: string;
  readonly model: string;
  readonly outcome: RecordedOutcome;
}

/** Outcomes by key. A call that was recorded twice has the later outcome: only a crash makes anybody ask again. */
export type Recording = ReadonlyMap<string, RecordedCall>;

/** One call as a line of a recording, without its newline. */
export function recordingLine(call: RecordedCall): string {
  return JSON.stringify(call);
}

/**
 * Reads a recording: JSON lines, the first of them the header. A last line without its newline is one that a crash cut
 * off, and is left out. Throws KaizenError KAIZEN_RECORDING_INVALID, which names the line.
 */
export function parseRecording(text: string): Recording {
  const lines = text.split('\n');
  lines.pop();
  if (lines[0]?.trim() !== RECORDING_HEADER) throw invalid(1, 'it does not begin as a recording of this version');
  const calls = new Map<string, RecordedCall>();
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const call = parseLine(line, index + 1);
    calls.set(call.key, call);
  }
  return calls;
}

function parseLine(line: string, number: number): RecordedCall {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw invalid(number, 'it is not JSON');
  }
  const result = entry.safeParse(value);
  if (result.success) return result.data as RecordedCall;
  const [issue] = result.error.issues;
  throw invalid(number, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'it does not fit'}`);
}

function invalid(line: number, why: string): KaizenError {
  return new KaizenError('KAIZEN_RECORDING_INVALID', `line ${line} of the recording cannot be read: ${why}`, {
    wanted: `JSON lines; the first is ${RECORDING_HEADER}`,
    next: 'record the run again with this version: --record <file>',
  });
}
