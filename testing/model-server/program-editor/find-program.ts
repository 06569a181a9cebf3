/** A program found in a prompt, or in a part of it. */
export interface FoundProgram {
  readonly text: string;
  /** Word after the opening fence, or empty. */
  readonly language: string;
}

const FENCE = /^(`{3,})([\w+#.-]*)[^\n`]*\n([\s\S]*?)^\1[ \t]*$/gm;
/** Words that stand above the program to be edited, in the prompts of this and of other systems. */
const CURRENT = /\b(current|parent|to (?:edit|improve|change|fix))\b/i;
const HEADING_CHARACTERS = 600;
/** What stands in brackets compares one program with another, which is not the one that is shown. */
const ASIDE = /\([^)\n]*\)?/g;

/**
 * The program that a prompt asks to change: the last fenced block under words such as "current program", else the last
 * block at all. Blocks of plain text, such as what an author said, and those that show the form of an edit do not count.
 */
export function findProgram(prompt: string): FoundProgram | null {
  let last: FoundProgram | null = null;
  let current: FoundProgram | null = null;
  let end = 0;
  for (const match of prompt.matchAll(FENCE)) {
    const [whole, , language = '', text = ''] = match;
    // What an author said about a program stands between the heading and the program.
    if (language === 'text') continue;
    const above = prompt.slice(end, match.index).slice(-HEADING_CHARACTERS).replaceAll(ASIDE, '');
    end = match.index + whole.length;
    if (/^<{7} SEARCH/m.test(text) || !/\d/.test(text)) continue;
    last = { text, language };
    if (CURRENT.test(above)) current = last;
  }
  return current ?? last;
}
