import { Buffer } from 'node:buffer';
import { readSync, writeSync } from 'node:fs';

/** Blocking reads and writes on the two pipes: the host does one thing at a time and needs no event loop. */

const CHUNK_BYTES = 1 << 16;

function isRetry(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && (thrown.code === 'EAGAIN' || thrown.code === 'EINTR');
}

const sleeper = new Int32Array(new SharedArrayBuffer(4));

/** Reads whole frames. `next` gives a frame without its length field, or null at the end of the input. */
export function createFrameReader(descriptor: number): { next(): Buffer | null } {
  let buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  let start = 0;
  let end = 0;

  const fill = (needed: number): boolean => {
    if (buffer.byteLength - start < needed) {
      const larger = Buffer.allocUnsafe(Math.max(CHUNK_BYTES, needed));
      buffer.copy(larger, 0, start, end);
      buffer = larger;
      end -= start;
      start = 0;
    }
    while (end - start < needed) {
      try {
        const count = readSync(descriptor, buffer, end, buffer.byteLength - end, null);
        if (count === 0) return false;
        end += count;
      } catch (thrown) {
        if (!isRetry(thrown)) return false;
        Atomics.wait(sleeper, 0, 0, 1);
      }
    }
    return true;
  };

  return {
    next() {
      if (!fill(4)) return null;
      const length = buffer.readUInt32LE(start);
      if (!fill(4 + length)) return null;
      // A copy, because payloads are kept while the buffer is used again.
      const frame = Buffer.from(buffer.subarray(start + 4, start + 4 + length));
      start += 4 + length;
      if (start === end) {
        start = 0;
        end = 0;
        if (buffer.byteLength > CHUNK_BYTES * 16) buffer = Buffer.allocUnsafe(CHUNK_BYTES);
      }
      return frame;
    },
  };
}

export function writeFully(descriptor: number, bytes: Buffer): void {
  let offset = 0;
  while (offset < bytes.byteLength) {
    try {
      offset += writeSync(descriptor, bytes, offset);
    } catch (thrown) {
      if (!isRetry(thrown)) throw thrown;
      Atomics.wait(sleeper, 0, 0, 1);
    }
  }
}
