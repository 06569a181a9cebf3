import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { KaizenError, messageOf } from '../base/errors.ts';

/** Micro-dollars per million tokens. */
const rate = z.int().min(0).max(1e12);
const rates = z.strictObject({
  tokensIn: rate,
  /** Without it cached input costs what other input costs. */
  tokensCached: rate.optional(),
  tokensOut: rate,
});
const entry = rates
  .extend({
    /** Tokens of prompt and reply together. */
    context: z.int().min(1).optional(),
    /** What the whole call costs where its input has more than `above` tokens, the smallest number first. */
    dearer: z
      .array(rates.extend({ above: z.int().min(1) }))
      .min(1)
      .max(20)
      .optional(),
    source: z.string().max(200),
  })
  // What is reserved for a call is the price of the most that it may be: more must never cost less.
  .refine((price) => isAscending([price, ...(price.dearer ?? [])]), {
    path: ['dearer'],
    error: 'expected larger numbers of tokens with each entry, and no lower prices',
  });
const priceFile = z.strictObject({
  version: z.literal(1),
  unit: z.string().optional(),
  sources: z.record(z.string(), z.strictObject({ title: z.string(), date: z.iso.date() })),
  models: z.record(z.string(), entry),
});

function isAscending(prices: readonly (z.infer<typeof rates> & { readonly above?: number })[]): boolean {
  return prices.slice(1).every((price, index) => {
    const before = prices[index] as (typeof prices)[0];
    return (
      (price.above ?? 0) > (before.above ?? 0) &&
      price.tokensIn >= before.tokensIn &&
      price.tokensOut >= before.tokensOut &&
      (price.tokensCached ?? price.tokensIn) >= (before.tokensCached ?? before.tokensIn)
    );
  });
}

export type PriceFileEntry = Readonly<z.infer<typeof entry>>;

/** Prices by model string, each with the name of its source, and the sources with the date they were read. */
export interface PriceFile {
  readonly version: 1;
  readonly unit?: string | undefined;
  readonly sources: Readonly<Record<string, { readonly title: string; readonly date: string }>>;
  readonly models: Readonly<Record<string, PriceFileEntry>>;
}

/** Reads a price file. Throws KaizenError KAIZEN_PRICES_INVALID, which names the place. */
export function parsePriceFile(text: string, name: string): PriceFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw invalid(name, messageOf(error));
  }
  const result = priceFile.safeParse(value);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw invalid(name, `${issue?.path.join(' > ') ?? ''}: ${issue?.message ?? ''}`);
  }
  const { models, sources } = result.data;
  const orphan = Object.entries(models).find(([, { source }]) => !Object.hasOwn(sources, source));
  if (orphan !== undefined)
    throw invalid(name, `${orphan[0]}: the source "${orphan[1].source}" is not among the sources`);
  return result.data;
}

export function readPriceFile(path: string): PriceFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw invalid(path, messageOf(error));
  }
  return parsePriceFile(text, path);
}

function invalid(name: string, got: string): KaizenError {
  return new KaizenError('KAIZEN_PRICES_INVALID', `the prices of ${name} cannot be read`, {
    wanted:
      '{"version": 1, "sources": {…}, "models": {"<model string>": {"tokensIn": …, "tokensOut": …, "source": "…"}}}',
    got,
    next: 'see "Prices" in docs/models.md',
  });
}
