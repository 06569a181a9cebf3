/**
 * A content in a Markdown fence that it cannot close: the fence has more backticks than any run of them in the content,
 * and at least four, one more than people write in code comments.
 */
export function fenced(content: string, info = ''): string {
  const fence = fenceFor(content);
  return `${fence}${info}\n${content}${content.endsWith('\n') || content === '' ? '' : '\n'}${fence}`;
}

export function fenceFor(...contents: readonly string[]): string {
  let longest = 3;
  for (const content of contents) {
    for (const [run] of content.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  }
  return '`'.repeat(longest + 1);
}
