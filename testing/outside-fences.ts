/**
 * The lines of a prompt that stand outside of all its fences of four backticks or more: what a reader takes for the prompt's
 * own words. A fence that is not closed gives `unclosed fence`.
 */
export function outsideFences(text: string): string[] {
  const lines: string[] = [];
  let fence = '';
  for (const line of text.split('\n')) {
    const run = /^`{4,}/.exec(line)?.[0] ?? '';
    if (fence === '' && run !== '') fence = run;
    else if (fence !== '' && line === fence) fence = '';
    else if (fence === '') lines.push(line);
  }
  return fence === '' ? lines : ['unclosed fence'];
}
