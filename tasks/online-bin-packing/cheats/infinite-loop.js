// Never answers.
export function priority() {
  for (;;);
}
