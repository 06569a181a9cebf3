import { describe, expect, it } from 'vitest';
import { systemClock } from '../base/clock.ts';
import { createSandbox } from './create-sandbox.ts';
import { detectBackend, findWorkingBubblewrap } from './detect-backend.ts';

describe('the choice of a sandbox', () => {
  it('is explained, and is the one that auto takes', async () => {
    const report = await detectBackend();
    const sandbox = await createSandbox({ hosts: 1, clock: systemClock });
    expect(sandbox.backend).toBe(report.backend);
    await sandbox.close();
    expect(report.reason).not.toContain('\n');
    expect(report.limits.length).toBeGreaterThan(10);
    if (report.backend === 'bubblewrap')
      expect(report).toMatchObject({ reason: expect.stringContaining('bwrap works') });
    else expect(report.backend).toBe('quickjs');
  });

  it('tries bubblewrap once', () => {
    expect(findWorkingBubblewrap()).toBe(findWorkingBubblewrap());
  });

  it.each([[{ hosts: 0 }], [{ hosts: 1.5 }], [{ hosts: 1, recycleAfter: 0 }]])('refuses %j', async (options) => {
    await expect(createSandbox({ ...options, backend: 'none', clock: systemClock })).rejects.toMatchObject({
      code: 'KAIZEN_SANDBOX_OPTIONS',
    });
  });
});
