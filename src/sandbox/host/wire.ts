import { Buffer } from 'node:buffer';

/**
 * The protocol between the sandbox and a host process: length-prefixed frames over pipes, little-endian throughout.
 *
 * Request: u32 length of the rest, u32 length of the header, header (JSON), body (a payload, may be empty).
 * Reply: u32 length of the rest, u32 request number, u8 kind, f64 steps, f64 CPU ms, f64 wall ms, body.
 *
 * Both ends use this file; it must import nothing that is not part of Node, because the host sees only its own folder.
 */

/**
 * How a value travels. `numbers` is a list of doubles. `marked` is JSON in which the numbers that JSON cannot carry
 * stand as strings; see `marked-json.ts`.
 */
export type PayloadFormat = 'json' | 'marked' | 'numbers';

export interface PayloadHeader {
  readonly format: PayloadFormat;
  /** Numbers per argument list, for `numbers`. */
  readonly arity: number;
  /** Above 0: the host keeps the payload under this id, and an empty body means the one kept before. */
  readonly id: number;
  /** Whether the body holds the payload. */
  readonly isInline: boolean;
}

/** Starts the next candidate: what came before it in this host is dropped. */
export interface OpenHeader {
  readonly script: string;
  readonly seed: number;
  readonly steps: number;
  readonly outputBytes: number;
}

export interface RequestHeader {
  readonly number: number;
  readonly open?: OpenHeader;
  /** Payload ids that will not be asked for again. */
  readonly forget?: readonly number[];
  readonly call?: string;
  readonly drive?: string;
  readonly payload: PayloadHeader;
  /** What is left of the candidate's wall time, in milliseconds. */
  readonly wallMs: number;
}

/**
 * What the host answers. The body of `fault` is JSON: status, reason, and the line of the instrumented script (from 1) if
 * it is known. `driver` is a broken driver text: the task's error, not the candidate's.
 */
export const REPLY_KINDS = ['json', 'marked', 'numbers', 'fault', 'driver'] as const;
export type ReplyKind = (typeof REPLY_KINDS)[number];

/** Bytes of a reply after its length field and before its body. */
export const REPLY_HEADER_BYTES = 4 + 1 + 8 + 8 + 8;

export interface Reply {
  readonly number: number;
  readonly kind: ReplyKind;
  readonly steps: number;
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly body: Buffer;
}

export function encodeRequest(header: RequestHeader, body: Uint8Array | null): Buffer {
  const text = JSON.stringify(header);
  const headerBytes = Buffer.byteLength(text);
  const bodyBytes = body === null ? 0 : body.byteLength;
  const frame = Buffer.allocUnsafe(8 + headerBytes + bodyBytes);
  frame.writeUInt32LE(4 + headerBytes + bodyBytes, 0);
  frame.writeUInt32LE(headerBytes, 4);
  frame.write(text, 8);
  if (body !== null) frame.set(body, 8 + headerBytes);
  return frame;
}

/** Reads a frame without its length field. Only the host calls it: what the sandbox sends is trusted. */
export function decodeRequest(frame: Buffer): { header: RequestHeader; body: Buffer } {
  const headerBytes = frame.readUInt32LE(0);
  const header = JSON.parse(frame.toString('utf8', 4, 4 + headerBytes)) as RequestHeader;
  return { header, body: frame.subarray(4 + headerBytes) };
}

export function encodeReply(reply: Reply): Buffer {
  const frame = Buffer.allocUnsafe(4 + REPLY_HEADER_BYTES + reply.body.byteLength);
  frame.writeUInt32LE(REPLY_HEADER_BYTES + reply.body.byteLength, 0);
  frame.writeUInt32LE(reply.number >>> 0, 4);
  frame.writeUInt8(REPLY_KINDS.indexOf(reply.kind), 8);
  frame.writeDoubleLE(reply.steps, 9);
  frame.writeDoubleLE(reply.cpuMs, 17);
  frame.writeDoubleLE(reply.wallMs, 25);
  frame.set(reply.body, 33);
  return frame;
}

/**
 * Reads a reply frame without its length field. The bytes are hostile: anything that a working host could not have
 * sent gives a text that says what is wrong.
 */
export function decodeReply(frame: Buffer): Reply | string {
  if (frame.byteLength < REPLY_HEADER_BYTES) return `a reply of ${frame.byteLength} bytes`;
  const kind = REPLY_KINDS[frame.readUInt8(4)];
  if (kind === undefined) return `reply kind ${frame.readUInt8(4)}`;
  const steps = frame.readDoubleLE(5);
  const cpuMs = frame.readDoubleLE(13);
  const wallMs = frame.readDoubleLE(21);
  if (!Number.isSafeInteger(steps) || steps < 0) return `${steps} steps`;
  if (!(cpuMs >= 0 && cpuMs < 1e12)) return `${cpuMs} ms of CPU time`;
  if (!(wallMs >= 0 && wallMs < 1e12)) return `${wallMs} ms of wall time`;
  return { number: frame.readUInt32LE(0), kind, steps, cpuMs, wallMs, body: frame.subarray(REPLY_HEADER_BYTES) };
}
