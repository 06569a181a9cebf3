// A prompt that costs more than everything else.
export function next(problem) {
  return { prompt: problem.repeat(1000), temperature: 0 };
}
