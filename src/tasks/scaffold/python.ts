import type { ScaffoldParts } from './contract.ts';
import { CURVE_STAGES } from './curve-evaluator.ts';

export const PYTHON_FILES: ScaffoldParts = {
  manifest: {
    ...CURVE_STAGES,
    language: 'python',
    evaluator: { command: ['python3', 'evaluate.py'] },
    functionSet: ['Math.sin', 'Math.cos', 'Math.exp', 'Math.sqrt'],
  },
  files: [
    {
      path: 'seed.py',
      about: 'the program that evolution starts from',
      text: `import math


# EVOLVE-BLOCK-START
def f(x):
    base = 0.5
    slope = 0.1
    height = 0.1
    speed = 2.0
    return base + slope * x + height * math.sin(speed * x)
# EVOLVE-BLOCK-END
`,
    },
    {
      path: 'evaluate.py',
      about: 'scores a candidate; `kaizen_task` comes with Kaizen',
      text: `import math

from kaizen_task import Invalid, Result, serve

COUNT = 40
# Each split has points of its own: the search sees train, the champion is chosen on validation, test is for the report.
SHIFTS = {"train": 0.0, "validation": 0.33, "test": 0.66}


def curve(x):
    return math.sin(1.3 * x) * math.exp(-x / 5) + 0.2 * x


def evaluate(candidate, context):
    points = [(i + SHIFTS[context.split]) * 6 / COUNT for i in range(COUNT)]
    answers = candidate.call("f", [[x] for x in points])
    if not all(isinstance(answer, (int, float)) and math.isfinite(answer) for answer in answers):
        return Invalid("a finite number for each point, please")
    # The score is computed here, from what came back: a program cannot report one.
    errors = [abs(answer - curve(x)) for x, answer in zip(points, answers)]
    worst = max(range(COUNT), key=errors.__getitem__)
    return Result(
        score=sum(errors) / COUNT,
        instances=errors,
        feedback=f"The largest error is {errors[worst]:.4f}, at x = {points[worst]:.2f}.",
    )


serve(evaluate)
`,
    },
    {
      path: 'cheats/not-a-number.py',
      about: 'a program that must not score; add those that you can think of',
      text: 'def f(x):\n    return float("nan")\n',
    },
  ],
};
