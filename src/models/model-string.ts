import { ModelFault } from '../core/model-fault.ts';
import { PROVIDER_NAMES, type ProviderName } from './provider-names.ts';

/** Where a model is, read from a model string. */
export type ModelAddress =
  | { readonly kind: 'provider'; readonly provider: ProviderName; readonly model: string }
  /** Any server that speaks OpenAI's protocol; `url` ends without a slash. */
  | { readonly kind: 'url'; readonly url: string; readonly model: string }
  | { readonly kind: 'command'; readonly program: string; readonly words: readonly string[] };

const FORMS = `<provider>/<model> with ${PROVIDER_NAMES.join(', ')}; <model>@http://host:port/v1; command:<program and arguments>`;

function unknown(text: string, why: string): ModelFault {
  return new ModelFault('KAIZEN_MODEL_UNKNOWN', `"${text.slice(0, 200)}" names no model: ${why}`, {
    wanted: FORMS,
    got: text.slice(0, 200),
    next: 'see all forms with: kaizen models',
    retryable: false,
    billed: 'no',
  });
}

const CONTROL = /\p{Cc}/u;
const MAX_LENGTH = 2_000;

/** Reads a model string. Throws ModelFault KAIZEN_MODEL_UNKNOWN, which says what forms there are. */
export function parseModelString(text: string): ModelAddress {
  if (text.length > MAX_LENGTH) throw unknown(text, `it is longer than ${MAX_LENGTH} characters`);
  if (CONTROL.test(text)) throw unknown(text, 'it holds control characters');
  if (text !== text.trim()) throw unknown(text, 'it begins or ends with a space');
  if (text.startsWith('command:')) return parseCommand(text, text.slice('command:'.length));
  const at = /^(.+?)@(https?:\/\/.*)$/i.exec(text);
  if (at !== null) return parseUrl(text, at[1] as string, at[2] as string);
  const slash = text.indexOf('/');
  const provider = PROVIDER_NAMES.find((name) => name === text.slice(0, Math.max(0, slash)));
  if (provider === undefined) {
    throw unknown(
      text,
      slash > 0 ? `there is no provider "${text.slice(0, Math.min(slash, 60))}"` : 'no provider stands before a "/"',
    );
  }
  const model = text.slice(slash + 1);
  if (model === '' || /\s/.test(model)) throw unknown(text, `no model stands after "${provider}/"`);
  if ((provider === 'openrouter' || provider === 'gateway') && !/^[^/]+\/.+$/.test(model)) {
    throw unknown(text, `${provider} wants ${provider}/<vendor>/<model>`);
  }
  return { kind: 'provider', provider, model };
}

function parseUrl(text: string, model: string, address: string): ModelAddress {
  const url = URL.parse(address);
  if (url === null) throw unknown(text, 'what stands after "@" is no URL');
  if (url.username !== '' || url.password !== '') {
    throw unknown(
      text.replace(/\/\/[^@]*@/, '//…@'),
      'a URL here must not hold a user or a key; set OPENAI_COMPATIBLE_API_KEY',
    );
  }
  if (url.search !== '' || url.hash !== '') throw unknown(text, 'the URL must end with its path, such as /v1');
  return { kind: 'url', url: url.href.replace(/\/+$/, ''), model };
}

/** Words are divided at spaces; '…' and "…" hold one word together, as in a shell, and nothing else has a meaning. */
function parseCommand(text: string, line: string): ModelAddress {
  const words: string[] = [];
  const pattern = /\s*((?:'[^']*'|"[^"]*"|[^\s'"]+)+)/gy;
  let end = 0;
  for (const match of line.matchAll(pattern)) {
    words.push(
      (match[1] as string).replace(
        /'([^']*)'|"([^"]*)"/g,
        (_, single?: string, double?: string) => single ?? double ?? '',
      ),
    );
    end = match.index + match[0].length;
  }
  if (line.slice(end).trim() !== '') throw unknown(text, 'a quotation mark is not closed');
  const [program, ...rest] = words;
  if (program === undefined || program === '') throw unknown(text, 'no program stands after "command:"');
  return { kind: 'command', program, words: rest };
}
