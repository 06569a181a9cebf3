/** A fenced block of a Markdown file. `info` is what follows the opening fence: `sh`, `sh no-run`, `ts run`. */
export interface FencedBlock {
  readonly info: readonly string[];
  readonly text: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
}

export function fencedBlocks(markdown: string): FencedBlock[] {
  const blocks: FencedBlock[] = [];
  let open: { fence: string; info: string[]; line: number; lines: string[] } | undefined;
  for (const [index, line] of markdown.split('\n').entries()) {
    const fence = /^ {0,3}(`{3,}|~{3,})\s*(.*)$/.exec(line);
    if (open === undefined) {
      if (fence === null) continue;
      const info = (fence[2] as string).split(/\s+/).filter((word) => word !== '');
      open = { fence: fence[1] as string, info, line: index + 1, lines: [] };
    } else if (fence !== null && fence[2] === '' && (fence[1] as string).startsWith(open.fence)) {
      blocks.push({ info: open.info, text: open.lines.join('\n'), line: open.line });
      open = undefined;
    } else {
      open.lines.push(line);
    }
  }
  return blocks;
}

/** The commands of a shell block: continued lines joined, comments, blank lines and a leading `$ ` left out. */
export function shellCommands(text: string): string[] {
  return text
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\$ /, '').trim())
    .map((line) => line.replace(/\s+#\s.*$/, ''))
    .filter((line) => line !== '' && !line.startsWith('#'));
}
