import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedact, createReplyRedact, redactData } from './redact.ts';

const bare = createRedact({});
const bareReply = createReplyRedact({});

describe('redaction', () => {
  it.each([
    ['Authorization: Bearer abcDEF123._-~+/=', 'Authorization: Bearer [redacted]'],
    ['authorization: basic dXNlcjpwYXNz', 'authorization: basic [redacted]'],
    ['key sk-proj-abcdefgh12345678 refused', 'key [redacted] refused'],
    ['sk-ant-api03-ABCDEFGH_12345678-x', '[redacted]'],
    ['x-api-key: 0123456789', 'x-api-key: [redacted]'],
    ['{"apiKey":"0123456789"}', '{"apiKey":"[redacted]"}'],
    ['GET /v1?key=abc&x=1', 'GET /v1?key=[redacted]&x=1'],
    [`AIza${'a1'.repeat(16)}`, '[redacted]'],
    ['AKIAIOSFODNN7EXAMPLE', '[redacted]'],
    ['http://me:secret@host/v1', 'http://[redacted]@host/v1'],
    ['ghp_abcdefghijklmnop1234', '[redacted]'],
  ])('%s', (text, clean) => {
    expect(bare(text)).toBe(clean);
  });

  it.each([
    'const risk-free = task-something-or-other-1234;',
    '.sk-circle-container-large { color: red }',
    'for (const key of keys) api.key = 1;',
    'a basic idea, a bearer of news',
    'see https://example.com/a?b=c and 3 * 4',
    'const hf_highFrequencyComponent = ghs_graphHeuristicScoreOf(x);',
  ])('leaves %j as it is', (text) => {
    expect(bare(text)).toBe(text);
  });

  it.each([
    '// Basic implementation of the search',
    'const apiKey = computeKeyFromIndex(3);',
    'api_key: someVariableName,',
    '# a bearer certificate',
    "parse('http://me:secret@host/v1?token=abcdefgh')",
    'const hf_highFrequencyComponent = 1;',
  ])('leaves %j of a program in a reply as it is', (text) => {
    expect(bareReply(text)).toBe(text);
  });

  it.each([
    'sk-ant-api03-ABCDEFGH_12345678-x',
    `AIza${'a1'.repeat(16)}`,
    'AKIAIOSFODNN7EXAMPLE',
    'ghp_abcdefghijklmnop1234',
  ])('takes %s out of a reply, and the values of the environment', (key) => {
    expect(bareReply(`const k = '${key}';`)).toBe("const k = '[redacted]';");
    expect(createReplyRedact({ MY_TOKEN: 'a plain word' })(`${key} a plain word`)).toBe('[redacted] [redacted]');
  });

  it('hides values of the environment as they are, in URLs and in JSON', () => {
    const secret = 'my "odd" key/+';
    const redact = createRedact({ MY_API_KEY: secret, HOME: '/home/somebody', SHORT_TOKEN: 'on' });
    for (const text of [secret, encodeURIComponent(secret), JSON.stringify(secret)]) {
      expect(redact(`a ${text} b`)).not.toContain('odd');
    }
    expect(redact('on /home/somebody')).toBe('on /home/somebody');
  });

  it('hides the longer of two keys that begin alike', () => {
    const redact = createRedact({ A_KEY: 'abcdefgh', B_KEY: 'abcdefgh-and-more' });
    expect(redact('abcdefgh-and-more')).toBe('[redacted]');
  });

  it('leaves no key behind, wherever it stands, in data of any shape', () => {
    const key = fc.stringMatching(/^[A-Za-z0-9_-]{12,40}$/);
    fc.assert(
      fc.property(key, fc.string(), fc.string(), (secret, before, after) => {
        const redact = createRedact({ OPENAI_API_KEY: secret });
        const data = { a: [`${before}${secret}${after}`, { b: secret }], c: 1, d: null, e: true };
        const clean = redactData(data, redact);
        expect(JSON.stringify(clean)).not.toContain(secret);
        expect(clean).toMatchObject({ c: 1, d: null, e: true });
      }),
    );
  });
});
