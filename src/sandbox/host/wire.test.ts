import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeReply, decodeRequest, encodeReply, encodeRequest, REPLY_KINDS, type Reply } from './wire.ts';

const payload = { format: 'json', arity: 0, id: 0, isInline: true } as const;

describe('requests', () => {
  it('keep header and body', () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array(), (name, bytes) => {
        const header = { number: 7, call: name, payload, wallMs: 5 };
        const frame = encodeRequest(header, bytes);
        expect(frame.readUInt32LE(0)).toBe(frame.byteLength - 4);
        const decoded = decodeRequest(frame.subarray(4));
        expect(decoded.header).toEqual(header);
        expect([...decoded.body]).toEqual([...bytes]);
      }),
    );
  });

  it('may have no body', () => {
    expect(decodeRequest(encodeRequest({ number: 1, payload, wallMs: 1 }, null).subarray(4)).body.byteLength).toBe(0);
  });
});

describe('replies', () => {
  const reply: Reply = { number: 3, kind: 'fault', steps: 2 ** 40, cpuMs: 0.25, wallMs: 1.5, body: Buffer.from('{}') };

  it.each(REPLY_KINDS)('keep their content: %s', (kind) => {
    const frame = encodeReply({ ...reply, kind });
    expect(frame.readUInt32LE(0)).toBe(frame.byteLength - 4);
    expect(decodeReply(frame.subarray(4))).toEqual({ ...reply, kind });
  });

  it.each<[string, (frame: Buffer) => unknown, RegExp]>([
    ['of an unknown kind', (frame) => frame.writeUInt8(9, 4), /kind 9/],
    ['with part of a step', (frame) => frame.writeDoubleLE(1.5, 5), /1\.5 steps/],
    ['with negative steps', (frame) => frame.writeDoubleLE(-1, 5), /-1 steps/],
    ['with NaN steps', (frame) => frame.writeDoubleLE(Number.NaN, 5), /NaN steps/],
    ['with infinite CPU time', (frame) => frame.writeDoubleLE(Number.POSITIVE_INFINITY, 13), /CPU time/],
    ['with negative wall time', (frame) => frame.writeDoubleLE(-0.1, 21), /wall time/],
  ])('are refused when they are %s', (_name, change, message) => {
    const frame = Buffer.from(encodeReply(reply).subarray(4));
    change(frame);
    expect(decodeReply(frame)).toMatch(message);
  });

  it.each([0, 1, 28])('are refused when they have %i bytes', (length) => {
    expect(decodeReply(encodeReply(reply).subarray(4, 4 + length))).toBe(`a reply of ${length} bytes`);
  });

  it('never make the reader throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const decoded = decodeReply(Buffer.from(bytes));
        if (typeof decoded === 'string') return;
        expect(Number.isSafeInteger(decoded.steps) && decoded.steps >= 0 && decoded.cpuMs >= 0).toBe(true);
      }),
    );
  });
});
