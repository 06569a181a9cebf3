import { KaizenError } from '../src/base/errors.ts';

/** The coded error that an action fails with. Whatever else it throws is thrown on, and it may not pass. */
export function errorOf(action: () => unknown): KaizenError {
  try {
    action();
  } catch (thrown) {
    if (thrown instanceof KaizenError) return thrown;
    throw thrown;
  }
  throw new Error('nothing was thrown');
}
