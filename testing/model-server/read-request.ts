import { sha256 } from '../../src/base/hash.ts';
import type { Json, JsonObject } from '../../src/base/json.ts';
import type { ModelRequest } from './script.ts';

/** A request that no provider would take; becomes a reply with this status. */
export class BadRequest extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Numbers of a request that only the server knows. */
export interface RequestCounts {
  readonly seed: number;
  count(model: string, hash: string): { call: number; callOfModel: number; attempt: number };
}

export function readRequest(
  endpoint: ModelRequest['endpoint'],
  raw: string,
  headers: ModelRequest['headers'],
  counts: RequestCounts,
): ModelRequest {
  const body = parse(raw);
  const { model } = body;
  if (typeof model !== 'string') throw new BadRequest(400, 'you must provide a model parameter');
  const texts = endpoint === 'chat' ? messageTexts(body) : embeddingTexts(body);
  const { stream: _, stream_options: __, ...content } = body;
  const hash = sha256(`${endpoint}${JSON.stringify(content)}`);
  const text = texts.join('\n\n');
  return { endpoint, model, text, body, headers, hash, seed: counts.seed, ...counts.count(model, hash) };
}

function parse(raw: string): JsonObject {
  let body: unknown;
  try {
    body = JSON.parse(raw);
  } catch {
    throw new BadRequest(400, 'the body of the request is not JSON');
  }
  if (!isObject(body)) throw new BadRequest(400, 'the body of the request is not an object');
  return body;
}

function messageTexts({ messages }: JsonObject): string[] {
  if (!Array.isArray(messages) || messages.length === 0) throw new BadRequest(400, 'messages must not be empty');
  return messages.map((message: unknown) => {
    if (!isObject(message) || typeof message.role !== 'string') throw new BadRequest(400, 'a message needs a role');
    return contentText(message.content);
  });
}

function contentText(content: Json | undefined): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part: unknown) => (isObject(part) && typeof part.text === 'string' ? part.text : '')).join('');
}

/** Texts of an embedding request. Lists of token numbers are not read: this server has no vocabulary. */
export function embeddingTexts({ input }: JsonObject): readonly string[] {
  const texts = typeof input === 'string' ? [input] : input;
  if (!Array.isArray(texts) || texts.length === 0 || !texts.every((text) => typeof text === 'string')) {
    throw new BadRequest(400, 'input must be a text or a list of texts');
  }
  return texts;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
