import { type PromptText, promptText } from './prompt-text.ts';

export const DIFF_PROMPT = promptText(
  'diff',
  1,
  `
{{context}}

The program to edit
{{parent}}

Propose one edit of this program that should improve its score. Prefer one clear idea over many small changes, and say to
yourself what its score should do before you write it.

{{protocol}}
`,
);

const FULL = `
{{context}}

The program to improve
{{parent}}

{{request}}

{{protocol}}
`;

const full = (name: string, request: string): PromptText =>
  promptText(name, 1, FULL.replace('{{request}}', request.trim()));

/** Five ways to ask for a rewrite; one is drawn for each proposal. */
export const FULL_PROMPTS = {
  default: full(
    'full-default',
    'Rewrite the editable part of this program so that it scores better. You may keep what works and exchange what does not.',
  ),
  'different-algorithm': full(
    'full-different-algorithm',
    `
Solve the same task by an algorithm that is different in kind from that of the program and of the other programs you are
shown. Name to yourself two or three families of methods that nobody has tried here, choose the most promising, and write it
out well. Do not polish what is there.`,
  ),
  'context-motivated': full(
    'full-context-motivated',
    `
Study the programs and their results side by side: which idea goes with which score, where each of them loses, what one has
that the others lack. Then write a program that puts together what the evidence favours and repairs the weakness that costs
most.`,
  ),
  'structural-redesign': full(
    'full-structural-redesign',
    `
Keep the idea of this program and redesign its structure: other data representation, other order or division of the steps,
other control flow, work that is shared or done once. The new structure should make possible an improvement that the present
one stands in the way of; write that improvement too.`,
  ),
  parametric: full(
    'full-parametric',
    `
Keep the algorithm of this program. Find the constants, thresholds, schedules and tie rules that its score depends on most,
make them parameters in one place, set them to values you can justify, and let them depend on the input where a constant
cannot be right for all instances.`,
  ),
} as const;

export type FullFlavour = keyof typeof FULL_PROMPTS;

export const CROSSOVER_PROMPT = promptText(
  'crossover',
  1,
  `
{{context}}

The program to improve
{{parent}}

Combine this program with candidate {{partner}}, which is shown above. Find what each of them does better, and write one
program that does both where they fit together. It should not be one of the two with small changes, nor both one after the
other.

{{protocol}}
`,
);

export const FIX_PROMPT = promptText(
  'fix',
  1,
  `
{{context}}

A program that fails
{{parent}}

No program of this line works yet. Find out from the messages above why this one fails, and write a version that runs, keeps
the rules of the task and gets a score. Correctness comes before quality: prefer the simple way that surely works.

{{protocol}}
`,
);

/** What comes back when an answer could not be used. */
export const RETRY_PROMPT = promptText(
  'retry',
  1,
  `
Your answer could not be used ({{reason}}).

{{message}}

Nothing was changed; the program is still as I showed it at first. Answer again, complete and in the form that I described.
`,
);
