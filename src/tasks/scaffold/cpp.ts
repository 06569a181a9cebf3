import type { ScaffoldParts } from './contract.ts';
import { CURVE_STAGES, curveEvaluator } from './curve-evaluator.ts';

/** How the evaluator asks a program that reads numbers and writes numbers. */
export const ASK_BY_TEXT = `const [output] = await candidate.call('main', [[\`\${points.join('\\n')}\\n\`]]);
  const answers = String(output).trim().split(/\\s+/).map(Number);`;

export const CPP_FILES: ScaffoldParts = {
  manifest: {
    ...CURVE_STAGES,
    language: 'cpp',
    candidate: {
      build: ['g++', '-O2', '-std=c++17', '-o', 'program', 'seed.cpp'],
      run: ['./program'],
      protocol: 'text',
    },
  },
  files: [
    {
      path: 'seed.cpp',
      about: 'the program that evolution starts from: numbers in, numbers out',
      text: `#include <cmath>
#include <cstdio>

// EVOLVE-BLOCK-START
double f(double x) {
  double base = 0.5;
  double slope = 0.1;
  double height = 0.1;
  double speed = 2.0;
  return base + slope * x + height * std::sin(speed * x);
}
// EVOLVE-BLOCK-END

int main() {
  double x;
  while (std::scanf("%lf", &x) == 1) std::printf("%.17g\\n", f(x));
  return 0;
}
`,
    },
    { path: 'evaluator.ts', about: 'scores a candidate', text: curveEvaluator(ASK_BY_TEXT) },
    {
      path: 'cheats/not-a-number.cpp',
      about: 'a program that must not score; add those that you can think of',
      text: '#include <cstdio>\n\nint main() {\n  for (int i = 0; i < 40; i++) std::printf("nan\\n");\n  return 0;\n}\n',
    },
  ],
};
