import type { Command } from 'commander';
import { systemClock } from '../../base/clock.ts';
import { checkModel, type ModelCheck } from '../../models/check-model.ts';
import { cleanText } from '../../models/clean-text.ts';
import { createModels } from '../../models/create-models.ts';
import { currentEnvironment } from '../../models/environment.ts';
import { type KnownPrice, loadPriceList } from '../../models/price-list.ts';
import { type ProviderStatus, providerStatus } from '../../models/provider-status.ts';
import { createRedact } from '../../models/redact.ts';
import { type CommonOptions, print } from '../context.ts';
import { formatCount, formatDuration } from '../render/format.ts';
import { paint } from '../render/paint.ts';
import { table } from '../render/table.ts';
import { typedCommand } from '../typed-command.ts';

interface ModelsOptions extends CommonOptions {
  readonly check?: string;
  readonly prices?: string;
}

export function addModelsCommand(program: Command): void {
  program
    .command('models')
    .description('list the language models that can be used, with price and context, or try one')
    .argument('[text]', 'list the models with a known price whose name holds this')
    .option('--check <model>', 'make one tiny call, and print reply, tokens, cost and latency')
    .option('--prices <file>', 'prices that stand before the built-in ones (default: $KAIZEN_PRICES)')
    .addHelpText(
      'after',
      `
Examples:
  kaizen models                                     providers, and which keys they miss
  kaizen models gpt-5                               models with price and context
  kaizen models --check anthropic/claude-sonnet-4-5
  kaizen models --check qwen3@http://127.0.0.1:8000/v1
  kaizen models --check 'command:claude -p'`,
    )
    .action(async (text: string | undefined, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<ModelsOptions>();
      const environment = currentEnvironment();
      const prices = loadPriceList({ environment, ...(options.prices !== undefined && { path: options.prices }) });
      if (options.check !== undefined) {
        const models = createModels({ environment });
        try {
          const signal = new AbortController().signal;
          const check = await checkModel(options.check, models, prices, systemClock, signal);
          const redact = createRedact(environment);
          const reply = { ...check.reply, text: cleanText(redact(check.reply.text)) };
          print(options, { ...check, reply }, () => checkText({ ...check, reply }));
        } finally {
          models.close();
        }
        return;
      }
      const providers = providerStatus(environment).map((status) => ({ ...status, url: redactUrl(status.url) }));
      const listed = prices.models.filter(([name]) => text === undefined || name.includes(text));
      const models = listed.map(([model, price]) => ({ model, ...price }));
      print(options, { providers, models }, () =>
        text === undefined ? providerText(providers, listed.length) : modelText(listed, text),
      );
    });
}

/** An address can hold a password. */
function redactUrl(url: string | null): string | null {
  return url === null ? null : createRedact({})(url);
}

function providerText(providers: readonly ProviderStatus[], known: number): string {
  const rows = providers.map(({ name, title, isUsable, missing, url }) => [
    `${name}/…`,
    title,
    isUsable
      ? paint('green', url === null ? 'usable' : `to be asked at ${url}`)
      : paint('yellow', `set ${missing.join(' and ')}`),
  ]);
  return [
    table(rows),
    '',
    table([
      ['<model>@http://host:port/v1', 'any server that speaks as OpenAI does'],
      [
        'command:<program and arguments>',
        'a program that reads a prompt and prints a reply, such as command:claude -p',
      ],
    ]),
    '',
    `${formatCount(known)} models have a known price: ${typedCommand()} models <text>. Try one: ${typedCommand()} models --check <model>`,
  ].join('\n');
}

const ROWS_SHOWN = 200;

function modelText(models: readonly (readonly [string, KnownPrice])[], text: string): string {
  if (models.length === 0) {
    return `No model with a known price is called "${cleanText(text, 100)}". It can be used all the same; under a budget in money add --allow-unknown-price.`;
  }
  const head = ['model', 'in', 'cached', 'out', 'context'].map((title) => paint('bold', title));
  const rows = models
    .slice(0, ROWS_SHOWN)
    .map(([name, { tokensIn, tokensCached, tokensOut, context, dearer }]) => [
      cleanText(name, 100),
      dollars(tokensIn),
      dollars(tokensCached),
      dollars(tokensOut),
      `${context === null ? '–' : formatCount(context)}${dearer === undefined ? '' : ' *'}`,
    ]);
  const notes = ['US dollars per million tokens.'];
  if (models.some(([, { dearer }]) => dearer !== undefined)) notes.push('* dearer for very long prompts.');
  if (models.length > ROWS_SHOWN) notes.push(`${formatCount(models.length - ROWS_SHOWN)} more are not shown.`);
  const sources = new Set(models.map(([, { source, date }]) => `${source}${date === null ? '' : `, ${date}`}`));
  notes.push(`From: ${[...sources].map((source) => cleanText(source, 200)).join('; ')}.`);
  return `${table([head, ...rows], [1, 2, 3, 4])}\n\n${notes.join(' ')}`;
}

function dollars(microUsd: number): string {
  return (microUsd / 1e6).toFixed(3);
}

function checkText({ model, reply, microUsd, latencyMs }: ModelCheck): string {
  const { tokensIn, tokensCached, tokensOut, tokensReasoning, isEstimated } = reply.usage;
  const about = isEstimated ? 'about ' : '';
  const parts = [
    tokensCached > 0 ? ` (${formatCount(tokensCached)} cached)` : '',
    tokensReasoning > 0 ? ` (${formatCount(tokensReasoning)} reasoning)` : '',
  ];
  return table([
    ['model', cleanText(model, 200)],
    ['reply', cleanText(reply.text.trim(), 500)],
    ['tokens in', `${about}${formatCount(tokensIn)}${parts[0]}`],
    ['tokens out', `${about}${formatCount(tokensOut)}${parts[1]}`],
    ['cost', microUsd === null ? 'price unknown' : `${about}$${(microUsd / 1e6).toFixed(6)}`],
    ['latency', formatDuration(latencyMs)],
  ]);
}
