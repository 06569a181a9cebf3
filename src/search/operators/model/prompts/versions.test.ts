import { describe, expect, it } from 'vitest';
import { AGENT_NUDGE, AGENT_PROMPT } from './agentic.ts';
import { CROSSOVER_PROMPT, DIFF_PROMPT, FIX_PROMPT, FULL_PROMPTS, RETRY_PROMPT } from './edits.ts';
import { fillPrompt, promptText } from './prompt-text.ts';
import { CODE_PROTOCOL, DIFF_PROTOCOL, SEVERAL_FILES, SYSTEM_PROMPT } from './system.ts';

const PROMPTS = [
  SYSTEM_PROMPT,
  DIFF_PROTOCOL,
  CODE_PROTOCOL,
  SEVERAL_FILES,
  DIFF_PROMPT,
  ...Object.values(FULL_PROMPTS),
  CROSSOVER_PROMPT,
  FIX_PROMPT,
  RETRY_PROMPT,
  AGENT_PROMPT,
  AGENT_NUDGE,
];

describe('prompt texts', () => {
  it('have the version that their text was given: a changed text needs a new version, and a new hash here', () => {
    expect(PROMPTS.map(({ name, version, hash }) => `${name}@${version} ${hash.slice(0, 12)}`)).toMatchInlineSnapshot(`
      [
        "system@1 53d4ae9049fd",
        "diff-protocol@1 de3d6a84fcb5",
        "code-protocol@1 3e507e5ec8f4",
        "several-files@1 7da113e53801",
        "diff@1 70d9768fd4fd",
        "full-default@1 7a2f5950d44c",
        "full-different-algorithm@1 87e988472f39",
        "full-context-motivated@1 eab11bf383e2",
        "full-structural-redesign@1 81712c28b087",
        "full-parametric@1 37467d57f799",
        "crossover@1 3d4243b6d87e",
        "fix@1 dd40718806af",
        "retry@1 b35d71324f24",
        "agent@1 fa0183b7d6df",
        "agent-nudge@1 3461e1d8a83d",
      ]
    `);
  });

  it('have names of their own, and five flavours of a rewrite', () => {
    expect(new Set(PROMPTS.map(({ name }) => name)).size).toBe(PROMPTS.length);
    expect(Object.keys(FULL_PROMPTS).length).toBe(5);
    expect(new Set(Object.values(FULL_PROMPTS).map(({ hash }) => hash)).size).toBe(5);
  });

  it('are filled once: a content that names a place opens none', () => {
    const prompt = promptText('p', 1, 'a {{one}} b {{two}} {{three}}');
    expect(fillPrompt(prompt, { one: '{{two}} $& $1', two: 'x' })).toBe('a {{two}} $& $1 b x {{three}}');
  });
});
