import { expect } from 'vitest';
import { ModelFault } from '../src/core/model-fault.ts';

/** The fault that a call of a model ends with; it may neither succeed nor fail in another way. */
export async function modelFaultOf(call: Promise<unknown>): Promise<ModelFault> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ModelFault);
  return error as ModelFault;
}
