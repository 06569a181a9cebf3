import type { ScaffoldParts } from './contract.ts';
import { CURVE_STAGES, curveEvaluator } from './curve-evaluator.ts';

export const TYPESCRIPT_FILES: ScaffoldParts = {
  manifest: { ...CURVE_STAGES, functionSet: ['Math.sin', 'Math.cos', 'Math.exp', 'Math.abs', 'Math.sqrt'] },
  files: [
    {
      path: 'seed.ts',
      about: 'the program that evolution starts from',
      text: `// EVOLVE-BLOCK-START
export function f(x: number): number {
  const base = 0.5;
  const slope = 0.1;
  const height = 0.1;
  const speed = 2;
  return base + slope * x + height * Math.sin(speed * x);
}
// EVOLVE-BLOCK-END
`,
    },
    {
      path: 'evaluator.ts',
      about: 'scores a candidate',
      text: curveEvaluator("const answers = await candidate.call('f', points.map((x) => [x]));"),
    },
    {
      path: 'cheats/not-a-number.ts',
      about: 'a program that must not score; add those that you can think of',
      text: 'export function f(): number {\n  return Number.NaN;\n}\n',
    },
  ],
};
