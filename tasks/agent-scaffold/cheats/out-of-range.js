// Answers beyond every limit, and between whole numbers.
export function next(problem) {
  const answers = [1000, -1, 0.5, 1e300, 2 ** 53, -0.1];
  return { answer: answers[problem.length % answers.length] };
}
