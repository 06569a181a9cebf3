import type { Edit } from './source-edit.ts';
import type { Node } from './syntax.ts';

/** The line break that a text uses. */
export function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** White space at the start of the line of an offset. */
export function indentationAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
}

/** Whether nothing but white space stands before an offset on its line. */
export function isFirstOnLine(text: string, offset: number): boolean {
  const lineStart = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  return text.slice(lineStart, offset).trim() === '';
}

/** The edit that puts a statement before another one, on a line of its own where the other one has that too. */
export function insertBefore(text: string, { start }: Node, statement: string): Edit {
  return { start, end: start, text: `${guarded(statement)}${separatorAt(text, start)}` };
}

export function insertAfter(text: string, node: Node, statement: string): Edit {
  const { start, end } = node;
  const closing = isOpenEnded(text, node) ? ';' : '';
  return { start: end, end, text: `${closing}${separatorAt(text, start)}${guarded(statement)}` };
}

/** The edit that takes a statement out, with its lines when nothing else stands on them. */
export function removal(text: string, { start, end }: Node, next: Node | undefined): Edit {
  // Without this statement between them, the next one could become a part of the one before.
  if (next !== undefined && GLUES.test(text.charAt(next.start))) return { start, end, text: ';' };
  const lineEnd = text.indexOf('\n', end);
  const rest = text.slice(end, lineEnd < 0 ? text.length : lineEnd);
  if (isFirstOnLine(text, start) && rest.trim() === '' && lineEnd >= 0)
    return { start: start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1, end: lineEnd + 1, text: '' };
  const spaces = /^[ \t]*/.exec(rest)?.[0].length ?? 0;
  return { start, end: end + spaces, text: '' };
}

/** The text of a statement, with the semicolon that it may have left to the line break. */
export function statementText(text: string, node: Node): string {
  return `${text.slice(node.start, node.end)}${isOpenEnded(text, node) ? ';' : ''}`;
}

/** A statement text that cannot be read as the rest of the line before it. */
export function guarded(statement: string): string {
  return GLUES.test(statement.charAt(0)) ? `;${statement}` : statement;
}

/** First characters that continue a line which has no semicolon (ECMA-262 §12.10, automatic semicolon insertion). */
const GLUES = /[([`+\-/*.,?]/;

function separatorAt(text: string, offset: number): string {
  return isFirstOnLine(text, offset) ? `${lineBreakOf(text)}${indentationAt(text, offset)}` : ' ';
}

/** Whether a statement ends only because its line does. */
function isOpenEnded(text: string, node: Node): boolean {
  switch (node.type) {
    case 'IfStatement':
      return isOpenEnded(text, node.alternate ?? node.consequent);
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'LabeledStatement':
      return isOpenEnded(text, node.body);
    case 'ExpressionStatement':
    case 'VariableDeclaration':
    case 'ReturnStatement':
    case 'ThrowStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'DoWhileStatement':
      return text.charAt(node.end - 1) !== ';';
    default:
      return false;
  }
}
