// Takes one call more than there are, then answers.
export function next(problem, replies) {
  if (replies.length <= 10) return { prompt: `${problem} Step by step.`, temperature: 0.7 };
  const found = replies[replies.length - 1].match(/\d+/g) || [0];
  return { answer: Number(found[found.length - 1]) };
}
