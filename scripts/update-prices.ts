/**
 * Makes src/models/prices.json anew from the model tables of the npm package @earendil-works/pi-ai (MIT):
 * `node scripts/update-prices.ts <unpacked package> <YYYY-MM-DD of its release>`. Only the prices are taken, which are
 * facts. Models without a price there are left out: an unknown price is unknown, never zero. Embedding models, which that
 * package does not list, stay as they are.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PriceFile, PriceFileEntry } from '../src/models/price-file.ts';

interface ListedRates {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
}

interface ListedModel {
  readonly id: string;
  readonly contextWindow?: number;
  readonly cost?: ListedRates & { readonly tiers?: readonly (ListedRates & { readonly inputTokensAbove: number })[] };
}

/** Names of the providers there and here. */
const PROVIDERS: Readonly<Record<string, string>> = {
  openai: 'openai',
  anthropic: 'anthropic',
  google: 'google',
  mistral: 'mistral',
  deepseek: 'deepseek',
  'amazon-bedrock': 'bedrock',
  openrouter: 'openrouter',
  'vercel-ai-gateway': 'gateway',
};

const [folder, date] = process.argv.slice(2);
if (folder === undefined || !/^\d{4}-\d\d-\d\d$/.test(date ?? '')) {
  throw new Error('usage: node scripts/update-prices.ts <unpacked package> <YYYY-MM-DD>');
}
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
const tables = (await import(pathToFileURL(resolve(folder, 'dist/models.generated.js')).href)) as {
  MODELS: Record<string, Record<string, ListedModel>>;
};
const path = join(import.meta.dirname, '../src/models/prices.json');
const before = JSON.parse(readFileSync(path, 'utf8')) as PriceFile;

const source = `pi-ai-${version}`;
/** US dollars per million tokens as micro-dollars per million tokens. */
const micro = (dollars: number): number => Math.round(dollars * 1e6);

const ratesOf = ({ input, output, cacheRead }: ListedRates) => ({
  tokensIn: micro(input),
  tokensCached: micro(cacheRead > 0 ? cacheRead : input),
  tokensOut: micro(output),
});

function entryOf({ cost, contextWindow }: ListedModel): PriceFileEntry | undefined {
  // Zero stands for "not known" there; so does a negative price, of routers that choose a model themselves.
  if (cost === undefined || !(cost.input > 0) || !(cost.output > 0)) return undefined;
  const dearer = [...(cost.tiers ?? [])]
    .sort((a, b) => a.inputTokensAbove - b.inputTokensAbove)
    .map((tier) => ({ above: tier.inputTokensAbove, ...ratesOf(tier) }));
  return {
    ...ratesOf(cost),
    ...(contextWindow && { context: contextWindow }),
    ...(dearer.length > 0 && { dearer }),
    source,
  };
}

const models: Record<string, PriceFileEntry> = {};
for (const [name, entry] of Object.entries(before.models)) if (!entry.source.startsWith('pi-ai-')) models[name] = entry;
for (const [theirs, ours] of Object.entries(PROVIDERS)) {
  for (const model of Object.values(tables.MODELS[theirs] ?? {})) {
    const entry = model.id.startsWith('~') ? undefined : entryOf(model);
    if (entry !== undefined) models[`${ours}/${model.id}`] = entry;
  }
}
const kept = Object.entries(before.sources).filter(([name]) => !name.startsWith('pi-ai-'));
const sources = {
  ...Object.fromEntries(kept),
  [source]: { title: `model tables of the npm package @earendil-works/pi-ai ${version}`, date },
};
const lines = Object.keys(models)
  .sort()
  .map((name) => `    ${JSON.stringify(name)}: ${JSON.stringify(models[name])}`);
writeFileSync(
  path,
  `{\n  "version": 1,\n  "unit": ${JSON.stringify(before.unit)},\n  "sources": ${JSON.stringify(sources)},\n  "models": {\n${lines.join(',\n')}\n  }\n}\n`,
);
process.stdout.write(`${lines.length} models\n`);
