import { cleanText } from '../../models/clean-text.ts';

/** Characters of one item. */
const LONGEST = 600;

/**
 * The items of the last numbered list in a reply, at most `count`: lines that begin with `1.`, `2)`, `**3.**` or `-`, each
 * with the indented or plain lines that follow it up to an empty line. Models think aloud before they answer, so the last
 * list counts: a `1.` begins a new one. Empty for a reply without a list.
 */
export function numberedList(reply: string, count: number): string[] {
  let items: string[] = [];
  let isOpen = false;
  for (const line of reply.split('\n')) {
    const match = /^\s{0,3}(?:\*\*)?(?:(\d{1,3})[.)]|[-*•])(?:\*\*)?\s+(\S.*)$/.exec(line);
    if (match !== null) {
      if (match[1] === '1') items = [];
      items.push(match[2] as string);
      isOpen = true;
    } else if (line.trim() === '') {
      isOpen = false;
    } else if (isOpen) {
      items.push(`${items.pop() as string} ${line.trim()}`);
    }
  }
  return items.slice(0, count).map((item) => cleanText(item.replace(/\s+/g, ' ').trim(), LONGEST));
}
