import { promptText } from '../../../../search/operators/model/prompts/prompt-text.ts';

export const NEW_WARRIOR_PROMPT = promptText(
  'redcode-new',
  1,
  `
Write a new warrior that differs in its strategy from this one, which is known already:
{{parent}}
{{battles}}

Opponents are many and of different kinds, so it must not depend on one of them.
`,
);

export const CHANGE_WARRIOR_PROMPT = promptText(
  'redcode-change',
  1,
  `
Change this warrior so that it scores better:
{{parent}}
{{battles}}

{{others}}

Find out what it lost to, and why, before you change it. Keep what works.
`,
);

export const REPAIR_WARRIOR_PROMPT = promptText(
  'redcode-repair',
  1,
  `
This warrior could not be scored. Repair it, and keep its idea:
{{parent}}
{{battles}}
`,
);

export const RETRY_WARRIOR_PROMPT = promptText(
  'redcode-retry',
  1,
  `
That answer could not be used ({{reason}}):
{{message}}
Answer again, in full and in the same form.
`,
);
