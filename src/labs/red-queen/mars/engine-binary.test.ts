import { expect, it } from 'vitest';
import { compileMars } from '../../../../scripts/build-mars.ts';
import { ENGINE_BINARY } from './engine-binary.ts';

it('the binary is what its source compiles to, byte for byte (else: node scripts/build-mars.ts)', async () => {
  expect((await compileMars()) === ENGINE_BINARY).toBe(true);
}, 300_000);
