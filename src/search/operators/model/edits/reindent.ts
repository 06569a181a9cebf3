export function indentationOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

/**
 * Lines with the indentation that the file has, learned from lines that are equal but for their indentation: `found` are
 * those of the file, `searched` those of the model. An indentation that was not seen takes that of the longest one seen
 * that it starts with, and keeps its rest; one that is shorter than all loses as much as it is shorter.
 */
export function reindent(lines: readonly string[], searched: readonly string[], found: readonly string[]): string[] {
  const known = new Map<string, string>();
  searched.forEach((line, index) => {
    const indentation = indentationOf(line);
    if (line.trim() !== '' && !known.has(indentation)) known.set(indentation, indentationOf(found[index] as string));
  });
  const [first] = known;
  if (first === undefined) return [...lines];
  const longestFirst = [...known].sort(([one], [other]) => other.length - one.length);
  const indent = (indentation: string): string => {
    const prefix = longestFirst.find(([seen]) => indentation.startsWith(seen));
    if (prefix !== undefined) return prefix[1] + indentation.slice(prefix[0].length);
    const [shortest, meant] = longestFirst.at(-1) as [string, string];
    return meant.slice(0, Math.max(0, meant.length - (shortest.length - indentation.length)));
  };
  return lines.map((line) => {
    const indentation = indentationOf(line);
    return line.trim() === '' ? line : indent(indentation) + line.slice(indentation.length);
  });
}
