/**
 * The files of a task in which everything that has a name or a text of its own holds `text`: metrics, stages, descriptors,
 * the unit, best known values, feedback, reasons, artifacts.
 */
export function taskFiles(text: string): Record<string, string> {
  const said = JSON.stringify(text);
  return {
    'task.json': JSON.stringify({
      name: 'largest-number',
      title: text,
      direction: 'maximize',
      unit: text,
      stages: [
        { name: text, split: 'train' },
        { name: 'validation', split: 'validation' },
      ],
      splits: ['test'],
      descriptors: [{ name: text, min: 0, max: 50 }],
      limits: { steps: 100_000 },
    }),
    'best-known.json': JSON.stringify([{ instance: text, score: 100, source: text }]),
    'statement.md': 'Return a large number.\n',
    'seed.js': SEED,
    'evaluator.mjs': `
export default async function evaluate(candidate) {
  const [answer] = await candidate.call('answer', [[]]);
  if (typeof answer !== 'number') return { invalid: ${said} + String(answer), feedback: ${said} };
  return {
    score: Math.min(50, answer),
    metrics: { [${said}]: answer },
    descriptors: [Math.min(50, answer)],
    instances: [answer],
    feedback: ${said} + answer,
    artifacts: {
      picture: '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script><text>' + ${said} + '</text><rect width="1"/></svg>',
      ['../../' + ${said}]: ${said},
    },
  };
}
`,
  };
}

const SEED = `let result = () => Math.max(...values);
const values = [0];
let note = '';
export function answer() {
  return result();
}
// EVOLVE-BLOCK-START
values.push(1);
// EVOLVE-BLOCK-END
`;

/** What the model answers to its nth request: the same edits whatever `text` it adds to them. */
export function replyText(call: number, text: string): string {
  // Blocks, markers and code of a reply are the model's own edit, of which nothing is hostile but its effect.
  const said = text.replaceAll('<<<<<', '(((((').replaceAll('<CODE>', '(CODE)').replaceAll('`', "'");
  const say = `note = ${JSON.stringify(text.replaceAll('EVOLVE-BLOCK', 'EVOLVE BLOCK'))};\n`;
  const edit = (code: string): string =>
    `${said}\n<NAME>\n${text.split('\n')[0]}\n</NAME>\n<DESCRIPTION>\n${text.replaceAll('<', '(')}\n</DESCRIPTION>\n<DIFF>\n<<<<<<< SEARCH\n=======\n${say}${code}\n>>>>>>> REPLACE\n</DIFF>`;
  switch (call % 5) {
    case 0:
      return edit(`globalThis.console?.log?.(note);\nglobalThis.print?.(note);\nvalues.push(${call}.25);`);
    case 1:
      return edit(`result = () => note + ${call};`);
    case 2:
      return edit(`result = () => { throw new Error(note + ${call}); };`);
    case 3:
      // No edit at all: the model is told, and asked again.
      return `${said} ${call}`;
    default:
      return edit(`values.push(${call}.5);`);
  }
}
