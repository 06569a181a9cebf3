import { z } from 'zod';
import type { Budget, CostUnit } from '../../core/cost.ts';

const amount = z.number().positive().max(1e12);

/** Limits of a run as tools take them. */
export const limitShape = {
  evaluations: amount.int().optional().describe('candidates to evaluate'),
  wallSeconds: amount.optional(),
  cpuSeconds: amount.optional(),
  usd: amount.optional().describe('US dollars for language models'),
};
export type Limits = z.output<z.ZodObject<typeof limitShape>>;

interface Limit {
  readonly name: keyof Limits;
  /** Of the command line, which takes the same amounts. */
  readonly option: string;
  readonly unit: CostUnit;
  /** One of the tool's in the budget's unit. */
  readonly factor: number;
}

const LIMITS: readonly Limit[] = [
  { name: 'evaluations', option: 'evaluations', unit: 'evaluations', factor: 1 },
  { name: 'wallSeconds', option: 'wall', unit: 'wallMs', factor: 1_000 },
  { name: 'cpuSeconds', option: 'cpu', unit: 'cpuMs', factor: 1_000 },
  { name: 'usd', option: 'usd', unit: 'microUsd', factor: 1_000_000 },
];
export const LIMIT_NAMES: readonly string[] = LIMITS.map(({ name }) => name);

/** The limits given, each with its value. */
function given(limits: Limits): (Limit & { readonly value: number })[] {
  return LIMITS.flatMap((limit) => {
    const value = limits[limit.name];
    return value === undefined ? [] : [{ ...limit, value }];
  });
}

export function budgetOf(limits: Limits): Budget {
  return Object.fromEntries(given(limits).map(({ unit, factor, value }) => [unit, Math.round(value * factor)]));
}

/** The same as options of the command line, which reads no exponents. */
export function limitOptions(limits: Limits): string[] {
  return given(limits).map(({ option, value }) => {
    const digits = value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 });
    return `--${option}=${digits}`;
  });
}
