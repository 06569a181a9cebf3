import { writeFileSync } from 'node:fs';
import { KaizenError, messageOf } from '../base/errors.ts';

/** Writes a file that was named on the command line; returns its bytes. Throws KAIZEN_OUTPUT_FAILED. */
export function writeOutput(path: string, text: string): number {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new KaizenError('KAIZEN_OUTPUT_FAILED', `cannot write ${path}`, {
      got: messageOf(error),
      next: 'name a file in a folder that exists and may be written to',
    });
  }
  return Buffer.byteLength(text);
}
