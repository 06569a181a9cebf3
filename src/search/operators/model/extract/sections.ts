export type SectionName = 'NAME' | 'DESCRIPTION' | 'CODE' | 'DIFF';

const NAMES: readonly SectionName[] = ['NAME', 'DESCRIPTION', 'CODE', 'DIFF'];
const LONGEST_LABEL = 80;

/** What a model thought aloud is not its answer: some local models print it before or between. */
export function withoutThoughts(reply: string): string {
  let text = reply;
  for (const tag of ['think', 'thinking', 'reasoning']) {
    const end = `</${tag}>`;
    const last = text.lastIndexOf(end);
    // An end without a start happens, where the start was part of the prompt's template.
    if (last !== -1) text = text.slice(last + end.length);
  }
  return text;
}

/**
 * The text of a section: `<NAME>…</NAME>`, also without its end or in lower case; or a label at the start of a line
 * (`NAME: …`, `**Name:** …`, `### DESCRIPTION`). It ends at its end tag or before the next section. Null when it is not there.
 */
export function sectionOf(reply: string, name: SectionName): string | null {
  const tag = new RegExp(`<\\s?${name}\\s?>`, 'i').exec(reply);
  if (tag !== null) {
    const rest = reply.slice(tag.index + tag[0].length);
    // The last end tag: code may hold the text of one. A later section cannot be part of this one.
    const ends = [...rest.matchAll(new RegExp(`<\\s?/\\s?${name}\\s?>`, 'gi'))];
    const end = (name === 'CODE' || name === 'DIFF' ? ends.at(-1) : ends[0])?.index;
    return (end === undefined ? rest.slice(0, nextTag(rest)) : rest.slice(0, end)).trim();
  }
  return labelled(reply, name);
}

function nextTag(text: string): number {
  const starts = NAMES.map((name) => new RegExp(`^\\s{0,9}<\\s?${name}\\s?>`, 'im').exec(text)?.index ?? text.length);
  return Math.min(...starts);
}

function labelled(reply: string, name: SectionName): string | null {
  const lines = reply.split(/\r?\n/);
  const start = lines.findIndex((line) => labelOf(line)?.name === name);
  if (start === -1) return null;
  const first = labelOf(lines[start] as string)?.rest ?? '';
  const next = lines.findIndex((line, index) => index > start && endsLabelled(line));
  return [first, ...lines.slice(start + 1, next === -1 ? lines.length : next)].join('\n').trim();
}

function endsLabelled(line: string): boolean {
  const text = line.trim();
  return (
    labelOf(line) !== null ||
    /^(?:`{3,}|~{3,}|<{5,9}(?:\s|$))/.test(text) ||
    /^<\s?(?:NAME|DESCRIPTION|CODE|DIFF)\s?>/i.test(text)
  );
}

function labelOf(line: string): { readonly name: SectionName; readonly rest: string } | null {
  const match = /^[#*_ ]{0,8}([A-Za-z]{4,11})[*_ ]{0,4}(:?)[*_ ]{0,4}/.exec(line);
  const name = NAMES.find((known) => known === match?.[1]?.toUpperCase());
  if (match === null || name === undefined) return null;
  const rest = line.slice(match[0].length);
  // Without a colon only a heading is a label: a sentence may start with the word.
  const isHeading = /^[#*]/.test(line.trim()) && rest.trim() === '' && line.length <= LONGEST_LABEL;
  return match[2] === ':' || isHeading ? { name, rest } : null;
}
