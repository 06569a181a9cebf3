// Never answers.
export function answer() {
  for (;;);
}
