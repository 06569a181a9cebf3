import type { JsonObject } from '../../src/base/json.ts';

/** Asks a server for a chat completion, for tests: nothing but fetch. */
export function postChat(
  url: string,
  body: JsonObject,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return post(`${url}/chat/completions`, { model: 'fake-model', ...body }, headers);
}

/** One question as a user. */
export function ask(url: string, content: string, more: JsonObject = {}, signal?: AbortSignal): Promise<Response> {
  return post(
    `${url}/chat/completions`,
    { model: 'fake-model', messages: [{ role: 'user', content }], ...more },
    {},
    signal,
  );
}

export function post(
  url: string,
  body: JsonObject,
  headers: Readonly<Record<string, string>> = {},
  signal?: AbortSignal,
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  });
}

/** Events of a stream, the closing `[DONE]` as the text it is. */
export async function streamEvents(response: Response): Promise<(JsonObject | '[DONE]')[]> {
  const lines = (await response.text()).split('\n\n').filter((line) => line !== '');
  return lines.map((line) => {
    const data = line.replace(/^data: /, '');
    return data === '[DONE]' ? data : (JSON.parse(data) as JsonObject);
  });
}
