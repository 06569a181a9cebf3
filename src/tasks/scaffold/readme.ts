import type { ScaffoldFile } from './contract.ts';

export const STATEMENT = `A function of one number has to follow a curve, of which it is told nothing but the error: the mean distance at forty
points between 0 and 6. Smaller is better, 0 is perfect.
`;

/** The page that explains each file of a new task; `command` is what starts Kaizen in its folder. */
export function README(name: string, files: readonly ScaffoldFile[], command: string): string {
  const rows = files.map(({ path, about }) => `| \`${path}\` | ${about} |`);
  return `# ${name}

A task for Kaizen. It runs as it is, from this folder:

\`\`\`sh
${command} check .
${command} run . --wall 60s
${command} best
\`\`\`

| file | what it is for |
|---|---|
${rows.join('\n')}

To make it yours: change the evaluator first, then the seed program, then the statement. \`kaizen check\` says after each
step whether the seed is scored, whether equal programs get equal scores, whether the cheats pay, and what a run costs.

Only the lines between EVOLVE-BLOCK-START and EVOLVE-BLOCK-END are edited. Programs run in a sandbox; the evaluator
runs outside of it, and computes the score from what comes back.
`;
}
