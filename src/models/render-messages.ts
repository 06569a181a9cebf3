import type { ChatMessage, ChatRequest } from '../core/model.ts';

/**
 * A request as one text, for models that read a prompt and nothing else. A single message stays as it is; several stand
 * one after the other under a heading each. A schema is asked for at the end, because nothing else enforces it.
 */
export function renderMessages({ messages, schema }: Pick<ChatRequest, 'messages' | 'schema'>): string {
  const parts =
    messages.length === 1 && messages[0] !== undefined
      ? [contentOf(messages[0])]
      : messages.map((message) => `# ${HEADINGS[message.role]}\n\n${contentOf(message)}`);
  if (schema !== undefined) {
    parts.push(`Reply with one JSON value that fits this JSON Schema, and nothing else:\n\n${JSON.stringify(schema)}`);
  }
  return `${parts.join('\n\n')}\n`;
}

const HEADINGS: Readonly<Record<ChatMessage['role'], string>> = {
  system: 'Instructions',
  user: 'Request',
  assistant: 'Your earlier reply',
  tool: 'Result of a tool',
};

function contentOf(message: ChatMessage): string {
  if (message.role !== 'assistant' || message.toolCalls === undefined) return message.content;
  const calls = message.toolCalls.map(({ name, arguments: input }) => `[${name} ${JSON.stringify(input)}]`);
  return [message.content, ...calls].join('\n').trim();
}
