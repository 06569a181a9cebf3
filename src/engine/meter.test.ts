import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMeter } from './meter.ts';

describe('createMeter', () => {
  it('loses no fraction: the sum of what it tells is the whole, rounded down', () => {
    const tick = fc.record({
      wall: fc.double({ min: 0, max: 9, noNaN: true }),
      cpu: fc.double({ min: 0, max: 9, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(tick, { maxLength: 50 }), (ticks) => {
        let wall = 100;
        let cpu = 40;
        const clock = { now: () => 0, monotonic: () => wall, sleep: async () => {}, every: () => () => {} };
        const meter = createMeter(clock, () => cpu);
        let told = { cpuMs: 0, wallMs: 0 };
        for (const step of ticks) {
          wall += step.wall;
          cpu += step.cpu / 2;
          meter.addChildCpu(step.cpu / 2);
          const measured = meter.sinceLast();
          told = { cpuMs: told.cpuMs + measured.cpuMs, wallMs: told.wallMs + measured.wallMs };
        }
        const rest = meter.final();
        told = { cpuMs: told.cpuMs + rest.cpuMs, wallMs: told.wallMs + rest.wallMs };
        expect(wall - 100 - told.wallMs).toBeGreaterThanOrEqual(-1e-6);
        expect(wall - 100 - told.wallMs).toBeLessThan(1 + 1e-6);
        const cpuTotal = ticks.reduce((sum, step) => sum + step.cpu, 0);
        expect(Math.abs(cpuTotal - told.cpuMs)).toBeLessThan(1 + 1e-6);
      }),
    );
  });
});
