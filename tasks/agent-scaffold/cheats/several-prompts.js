// Many questions for the price of one.
export function next(problem) {
  return { prompt: Array.from({ length: 50 }, () => problem), temperature: 1 };
}
