import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { KaizenError, messageOf } from '../base/errors.ts';
import { parseRecording, RECORDING_HEADER, type Recording, recordingLine } from './recording.ts';
import type { RecordingSink } from './recording-provider.ts';

export interface RecordingFile extends RecordingSink {
  close(): void;
}

/**
 * Opens a recording to add calls to, made when it is not there. Only its owner may read it: replies can be private. What
 * is there has to be a recording; a line that a crash cut off is taken away first.
 */
export function openRecordingFile(path: string): RecordingFile {
  const file = attempt(path, () => openSync(path, 'a+', 0o600));
  try {
    const { size } = fstatSync(file);
    if (size === 0) writeSync(file, `${RECORDING_HEADER}\n`);
    else {
      requireHeader(file, path);
      dropTornLine(file, size);
    }
  } catch (error) {
    closeSync(file);
    throw error;
  }
  return {
    // Durable before the reply is used: what was paid for can be replayed, whatever happens next.
    write: (call) =>
      attempt(path, () => {
        writeSync(file, `${recordingLine(call)}\n`);
        fsyncSync(file);
      }),
    close: () => closeSync(file),
  };
}

export function readRecordingFile(path: string): Recording {
  return parseRecording(attempt(path, () => readFileSync(path, 'utf8')));
}

function requireHeader(file: number, path: string): void {
  const head = Buffer.alloc(RECORDING_HEADER.length + 1);
  readSync(file, head, 0, head.length, 0);
  if (head.toString('utf8') === `${RECORDING_HEADER}\n`) return;
  throw new KaizenError('KAIZEN_RECORDING_INVALID', `${path} is not a recording of this version`, {
    wanted: `a file that begins with ${RECORDING_HEADER}, or none`,
    next: 'name another file: nothing was written',
  });
}

function dropTornLine(file: number, size: number): void {
  const step = 64 * 1024;
  const chunk = Buffer.alloc(step);
  for (let end = size; end > 0; end -= step) {
    const start = Math.max(0, end - step);
    const length = readSync(file, chunk, 0, end - start, start);
    const newline = chunk.subarray(0, length).lastIndexOf('\n');
    if (newline < 0) continue;
    if (start + newline + 1 < size) ftruncateSync(file, start + newline + 1);
    return;
  }
}

function attempt<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new KaizenError('KAIZEN_RECORDING_UNUSABLE', `the recording ${path} cannot be used`, {
      got: messageOf(error),
      next: 'name a file in a folder that exists and may be written to',
      cause: error,
    });
  }
}
