// Asks for ever, in case that somebody takes the last reply for an answer.
export function next(problem) {
  return { prompt: `${problem} Step by step.`, temperature: 1 };
}
