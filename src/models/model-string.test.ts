import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModelFault } from '../core/model-fault.ts';
import { parseModelString } from './model-string.ts';

describe('a model string', () => {
  it.each([
    ['openai/gpt-5-mini', { kind: 'provider', provider: 'openai', model: 'gpt-5-mini' }],
    ['openrouter/qwen/qwen3-coder:free', { kind: 'provider', provider: 'openrouter', model: 'qwen/qwen3-coder:free' }],
    ['gateway/anthropic/claude', { kind: 'provider', provider: 'gateway', model: 'anthropic/claude' }],
    ['bedrock/us.anthropic.claude-v1:0', { kind: 'provider', provider: 'bedrock', model: 'us.anthropic.claude-v1:0' }],
    ['ollama/hf.co/x/y:Q4', { kind: 'provider', provider: 'ollama', model: 'hf.co/x/y:Q4' }],
    ['qwen3@http://127.0.0.1:8000/v1', { kind: 'url', url: 'http://127.0.0.1:8000/v1', model: 'qwen3' }],
    ['org/a@b@https://host/v1/', { kind: 'url', url: 'https://host/v1', model: 'org/a@b' }],
    ['openai/x@http://host/v1', { kind: 'url', url: 'http://host/v1', model: 'openai/x' }],
    ['command:claude -p', { kind: 'command', program: 'claude', words: ['-p'] }],
    [
      `command:'/my tools/ask' --as="a 'b' c"  "" $HOME;ls`,
      { kind: 'command', program: '/my tools/ask', words: ["--as=a 'b' c", '', '$HOME;ls'] },
    ],
  ])('%s', (text, address) => {
    expect(parseModelString(text)).toEqual(address);
  });

  it.each([
    ['', 'no provider'],
    ['gpt-5', 'no provider'],
    ['/gpt-5', 'no provider'],
    ['opnai/gpt-5', 'no provider "opnai"'],
    ['openai/', 'no model'],
    ['openai/gpt 5', 'no model'],
    ['openrouter/gpt-5', '<vendor>'],
    ['gateway/openai/', '<vendor>'],
    [' openai/gpt-5', 'space'],
    ['openai/gpt-5\n', 'control'],
    ['command:', 'no program'],
    ["command:'claude -p", 'not closed'],
    ['x@http://', 'no URL'],
    ['x@http://user:secret1@host/v1', 'must not hold'],
    ['x@http://host/v1?key=secret1', 'end with its path'],
    [`openai/${'x'.repeat(3000)}`, 'longer'],
  ])('%j is refused: %s', (text, why) => {
    const parse = (): unknown => parseModelString(text);
    expect(parse).toThrow(why);
    expect(parse).toThrow('[KAIZEN_MODEL_UNKNOWN]');
    expect(parse).toThrow('<model>@http://host:port/v1');
    expect(parse).not.toThrow('user:secret1');
  });

  it('any text is an address or a ModelFault', () => {
    const part = fc.constantFrom(
      'openai/',
      'command:',
      '@http://',
      '@https://h/v1',
      '"',
      "'",
      ' ',
      'x',
      '/',
      ':',
      '\\',
      '\u0000',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part).map((parts) => parts.join('')),
        ),
        (text) => {
          try {
            expect(['provider', 'url', 'command']).toContain(parseModelString(text).kind);
          } catch (error) {
            expect(error).toBeInstanceOf(ModelFault);
          }
        },
      ),
    );
  });
});
