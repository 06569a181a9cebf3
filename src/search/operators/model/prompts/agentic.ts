import { promptText } from './prompt-text.ts';

export const AGENT_PROMPT = promptText(
  'agent',
  1,
  `
{{context}}

The program to improve
{{parent}}

Improve this program with the tools that you have. Read what you need, edit, evaluate, and use what an evaluation tells you
for the next edit. You have {{steps}} replies in all, each with one or more tool calls, and {{tries}} evaluations. Call
finish when the program is as good as you can make it; without that, the best version that you evaluated is taken.
`,
);

/** When an answer calls no tool. */
export const AGENT_NUDGE = promptText(
  'agent-nudge',
  1,
  'Your answer called no tool, so nothing happened. Call a tool, or call finish to hand in the program.',
);
