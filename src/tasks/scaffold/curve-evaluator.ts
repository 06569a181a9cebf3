/**
 * The evaluator in TypeScript that the templates share. `ask` is the line that gets the answers for `points`; programs
 * with the protocol text take numbers and give numbers, one on each line.
 */
export function curveEvaluator(ask: string): string {
  return `interface Candidate {
  call(name: string, argumentLists: readonly unknown[][]): Promise<readonly unknown[]>;
}

const COUNT = 40;
/** Each split has points of its own: the search sees train, the champion is chosen on validation, test is for the report. */
const SHIFTS: Readonly<Record<string, number>> = { train: 0, validation: 0.33, test: 0.66 };

const curve = (x: number): number => Math.sin(1.3 * x) * Math.exp(-x / 5) + 0.2 * x;

export async function evaluate(candidate: Candidate, { split }: { split: string }) {
  const points = Array.from({ length: COUNT }, (_, i) => ((i + (SHIFTS[split] ?? 0)) * 6) / COUNT);
  ${ask}
  if (answers.length !== COUNT || !answers.every(Number.isFinite)) return { invalid: 'a finite number for each point, please' };
  // The score is computed here, from what came back: a program cannot report one.
  const instances = points.map((x, i) => Math.abs(Number(answers[i]) - curve(x)));
  const worst = instances.indexOf(Math.max(...instances));
  return {
    score: instances.reduce((sum, error) => sum + error, 0) / COUNT,
    instances,
    feedback: \`The largest error is \${instances[worst]?.toFixed(4)}, at x = \${points[worst]?.toFixed(2)}.\`,
  };
}
`;
}

/** The stages and splits of the templates. */
export const CURVE_STAGES = {
  stages: [
    { name: 'train', split: 'train', pass: { improves: 'best' } },
    { name: 'validation', split: 'validation' },
  ],
  splits: ['train', 'validation', 'test'],
};
