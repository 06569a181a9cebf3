import { KaizenError } from '../../base/errors.ts';

/** The error that a process of ours printed, with its code; KAIZEN_PROCESS_FAILED where it printed none. */
export function codedError(output: string, summary: string): KaizenError {
  const found = /^\[(KAIZEN_[A-Z0-9_]+)\] ([^\n]*)((?:\n {2,}\S[^\n]*)*)/m.exec(output);
  if (found === null) {
    return new KaizenError('KAIZEN_PROCESS_FAILED', summary, { got: output.trim().slice(-500) || 'no output' });
  }
  const [, code, text, lines = ''] = found;
  const line = (name: string): string | undefined => new RegExp(`\\n {2}${name}: +([^\\n]*)`).exec(lines)?.[1];
  const [wanted, got, next] = [line('wanted'), line('got'), line('next')];
  return new KaizenError(code as `KAIZEN_${string}`, text as string, {
    ...(wanted !== undefined && { wanted }),
    ...(got !== undefined && { got }),
    ...(next !== undefined && { next }),
  });
}
