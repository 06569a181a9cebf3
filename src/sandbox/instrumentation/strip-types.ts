import { stripTypeScriptTypes } from 'node:module';
import { messageOf } from '../../base/errors.ts';
import { CandidateFault } from '../contract.ts';
import { parseErrorsOf } from './parse.ts';

let isWarned = false;

/** Node marks the function as experimental and says so on the first call, on a stream that belongs to the user. */
function stripQuietly(source: string): string {
  if (isWarned) return stripTypeScriptTypes(source, { mode: 'strip' });
  const emitWarning = process.emitWarning;
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(source, { mode: 'strip' });
  } finally {
    process.emitWarning = emitWarning;
    isWarned = true;
  }
}

/** TypeScript with its types replaced by blanks, so that every line and column stays. Throws CandidateFault. */
export function stripTypes(path: string, source: string): string {
  try {
    return stripQuietly(source);
  } catch (thrown) {
    const errors = parseErrorsOf(path, source, 'ts');
    const reason = errors ?? messageOf(thrown).split('\n')[0];
    throw new CandidateFault('crash', `${path} does not parse: ${reason}`);
  }
}
