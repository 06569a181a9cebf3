import type { Span } from '../../../core/editable.ts';
import { freshConstant } from '../javascript/fresh-constant.ts';
import type { Edit } from '../javascript/source-edit.ts';
import type { SourceContext, SourceEdits } from '../source-operator.ts';
import type { PlainFile } from './plain-file.ts';
import { plainLiterals } from './plain-literals.ts';
import type { Token } from './tokens.ts';

type Context = SourceContext<PlainFile>;

/** Signs that may stand for each other in most languages. */
const GROUPS: readonly (readonly string[])[] = [
  ['+', '-', '*', '/'],
  ['<', '<=', '>', '>='],
  ['==', '!='],
  ['&&', '||'],
];

/** One token in the place of another of its kind: a sign of its group, a word or a number of the text, a fresh number. */
export function mutateTokens({ tokens }: PlainFile, { random }: Context): SourceEdits | string {
  const usable = tokens.filter(({ kind, text }) => kind === 'word' || kind === 'number' || groupOf(text) !== undefined);
  if (usable.length === 0) return 'no-site';
  const token = random.pick(usable);
  const { start, end, text, kind } = token;
  if (kind === 'sign') {
    const others = groupOf(text)?.filter((sign) => sign !== text) ?? [];
    return { edits: [{ start, end, text: random.pick(others) }], note: { edits: ['operator'] } };
  }
  if (kind === 'number' && random.chance(0.5)) {
    const known = tokens.filter((other) => other.kind === 'number').map((other) => Number(other.text));
    const value = freshConstant(known.filter(Number.isFinite), random).text;
    const isWhole = /^\d+$/.test(text);
    return {
      edits: [{ start, end, text: isWhole ? String(Math.abs(Math.round(Number(value)))) : value }],
      note: { edits: ['constant'] },
    };
  }
  // Words that stand in the same surroundings mostly do the same.
  const alike = tokens.filter((other) => other.kind === kind && other.text !== text && isAlike(tokens, token, other));
  if (alike.length === 0) return 'no-site';
  return { edits: [{ start, end, text: random.pick(alike).text }], note: { edits: ['token'] } };
}

function groupOf(sign: string): readonly string[] | undefined {
  return GROUPS.find((group) => group.includes(sign));
}

/** Same sign, or no sign, after both. */
function isAlike(tokens: readonly Token[], a: Token, b: Token): boolean {
  const next = (token: Token): string => {
    const after = tokens[tokens.indexOf(token) + 1];
    return after?.kind === 'sign' && '([{.'.includes(after.text) ? after.text : '';
  };
  return next(a) === next(b);
}

/** A line that is deleted, duplicated, or changes places with another. */
export function mutateLines({ text, lines }: PlainFile, { random }: Context): SourceEdits | string {
  if (lines.length === 0) return 'no-statement';
  const line = random.pick(lines);
  const other = random.pick(lines);
  const textOf = ({ start, end }: Span): string => text.slice(start, end);
  switch (random.pickWeighted(['delete', 'duplicate', 'move'], [2, 1, 1.5])) {
    case 'delete':
      return lines.length === 1 ? 'no-site' : { edits: [{ ...line, text: '' }], note: { edits: ['delete'] } };
    case 'duplicate':
      return { edits: [{ start: other.start, end: other.start, text: textOf(line) }], note: { edits: ['duplicate'] } };
    default:
      if (line === other) return 'no-site';
      return {
        edits: [
          { ...line, text: textOf(other) },
          { ...other, text: textOf(line) },
        ],
        note: { edits: ['move'] },
      };
  }
}

/** A line of the mate before a line of the parent, or in its place. */
export function crossLines({ lines, text }: PlainFile, { mate, random }: Context): SourceEdits | string {
  const own = new Set(lines.map(({ start, end }) => text.slice(start, end)));
  const donors =
    mate?.lines.map(({ start, end }) => mate.text.slice(start, end)).filter((line) => !own.has(line)) ?? [];
  if (lines.length === 0 || donors.length === 0) return 'no-mate-material';
  const { start, end } = random.pick(lines);
  return { edits: [{ start, end: random.chance(0.7) ? end : start, text: random.pick(donors) }] };
}

/** One-point crossover: the lines of the parent up to a point, and those of the mate from the same share on. */
export function crossHalves({ text, lines }: PlainFile, { mate, random }: Context): SourceEdits | string {
  if (mate === null || lines.length < 2 || mate.lines.length < 2) return 'no-mate-material';
  const share = random.float();
  const from = lines[1 + Math.floor(share * (lines.length - 1))] as Span;
  const last = lines.at(-1) as Span;
  const theirs = mate.lines[1 + Math.floor(share * (mate.lines.length - 1))] as Span;
  const theirLast = mate.lines.at(-1) as Span;
  const edit: Edit = { start: from.start, end: last.end, text: mate.text.slice(theirs.start, theirLast.end) };
  return text.slice(from.start, last.end) === edit.text ? 'no-mate-material' : { edits: [edit] };
}

/** A line less, or a number with fewer digits. */
export function simplifyText(file: PlainFile, { random }: Context): SourceEdits | string {
  const long = plainLiterals(file).filter(({ start, end }) => end - start > 2);
  if (long.length > 0 && random.chance(0.4)) {
    const { value, write } = random.pick(long);
    const digits = 1 + random.integer(3);
    return { edits: [write(Number(value.toPrecision(digits)), digits).edit], note: { edits: ['round'] } };
  }
  if (file.lines.length < 2) return 'no-site';
  return { edits: [{ ...random.pick(file.lines), text: '' }], note: { edits: ['delete'] } };
}
