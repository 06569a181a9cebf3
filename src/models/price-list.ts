import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelPrice, TokenRates } from '../core/model-price.ts';
import { currentEnvironment, type Environment, variable } from './environment.ts';
import { type ModelAddress, parseModelString } from './model-string.ts';
import { type PriceFile, type PriceFileEntry, parsePriceFile, readPriceFile } from './price-file.ts';
import { PROVIDERS } from './provider-table.ts';

export interface KnownPrice extends ModelPrice {
  /** Tokens of prompt and reply together; null where it is not known. */
  readonly context: number | null;
  readonly source: string;
  /** ISO date on which the source was read; null where nothing is paid. */
  readonly date: string | null;
}

export interface PriceList {
  /** Null means unknown, which is not zero: under a budget in money it needs `--allow-unknown-price`. */
  priceOf(model: string): KnownPrice | null;
  /** Models with a price, by model string, in alphabetical order. */
  readonly models: readonly (readonly [string, KnownPrice])[];
}

export interface PriceListOptions {
  /** A price file of the user; its entries stand before the built-in ones. Default: $KAIZEN_PRICES. */
  readonly path?: string;
  readonly environment?: Environment;
}

export function loadPriceList({ path, environment = currentEnvironment() }: PriceListOptions = {}): PriceList {
  const own = path ?? (environment.KAIZEN_PRICES || undefined);
  const builtIn = parsePriceFile(
    readFileSync(join(import.meta.dirname, 'prices.json'), 'utf8'),
    'this version of Kaizen',
  );
  const known = new Map(pricesIn(builtIn));
  if (own !== undefined) for (const [model, price] of pricesIn(readPriceFile(own))) known.set(model, price);
  return {
    priceOf: (model) => known.get(model) ?? (isFree(model, environment) ? FREE : null),
    models: [...known].sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

const FREE: KnownPrice = {
  tokensIn: 0,
  tokensCached: 0,
  tokensOut: 0,
  context: null,
  source: 'runs on this machine',
  date: null,
};

function pricesIn({ models, sources }: PriceFile): [string, KnownPrice][] {
  const withSource = (entry: PriceFileEntry): KnownPrice => ({
    ...ratesOf(entry),
    ...(entry.dearer && { dearer: entry.dearer.map((rates) => ({ above: rates.above, ...ratesOf(rates) })) }),
    context: entry.context ?? null,
    source: sources[entry.source]?.title ?? entry.source,
    date: sources[entry.source]?.date ?? null,
  });
  return Object.entries(models).map(([model, entry]) => [model, withSource(entry)]);
}

function ratesOf({
  tokensIn,
  tokensCached = tokensIn,
  tokensOut,
}: Pick<PriceFileEntry, 'tokensIn' | 'tokensCached' | 'tokensOut'>): TokenRates {
  return { tokensIn, tokensCached, tokensOut };
}

/**
 * Whether a model costs nothing for certain: one of the servers that run models themselves, on this machine. A URL can
 * lead to a proxy of a paid provider, a command to a subscription, and Ollama's cloud models run elsewhere.
 */
function isFree(model: string, environment: Environment): boolean {
  const address = addressOf(model);
  if (address?.kind !== 'provider') return false;
  const { localUrl, urlVariable } = PROVIDERS[address.provider];
  if (localUrl === undefined || /[:-]cloud$/.test(address.model)) return false;
  const host = URL.parse(variable(environment, urlVariable) ?? localUrl)?.hostname ?? '';
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);
}

function addressOf(model: string): ModelAddress | undefined {
  try {
    return parseModelString(model);
  } catch {
    return undefined;
  }
}
