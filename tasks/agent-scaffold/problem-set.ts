import { randomFrom, rootKey, subKey } from '../../src/base/random.ts';
import type { Split } from '../../src/core/evaluation.ts';
import { FAMILIES, type Family } from './families.ts';
import { isAnswer, type Problem } from './problem.ts';

/** Problems of each split; the families take turns. */
const COUNT: Readonly<Record<Split, number>> = { train: 44, validation: 44, test: 88 };

export type ProblemSet = (split: Split) => readonly Problem[];

const made = new Map<Split, readonly Problem[]>();

/** Problems generated from the split's name: no text is in two splits. */
export const generatedProblems: ProblemSet = (split) => {
  const known = made.get(split);
  if (known !== undefined) return known;
  const problems: Problem[] = [];
  const earlier = split === 'train' ? [] : generatedProblems(split === 'test' ? 'validation' : 'train');
  const all = split === 'test' ? [...generatedProblems('train'), ...earlier] : earlier;
  const texts = new Set(all.map(({ text }) => text));
  for (let index = 0; index < COUNT[split]; index += 1) {
    const problem = draw(FAMILIES[index % FAMILIES.length] as Family, `${split}/${index}`, texts);
    texts.add(problem.text);
    problems.push(problem);
  }
  made.set(split, problems);
  return problems;
};

/** Draws until the answer is in range and the text is new. */
function draw({ area, difficulty, make }: Family, name: string, texts: ReadonlySet<string>): Problem {
  const random = randomFrom(subKey(subKey(rootKey(0), 'agent-scaffold'), name));
  for (;;) {
    const { text, answer } = make(random);
    if (isAnswer(answer) && answer > 0 && !texts.has(text)) return { text, answer, area, difficulty };
  }
}
