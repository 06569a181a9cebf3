// Answers nothing at all.
export function answer() {}
