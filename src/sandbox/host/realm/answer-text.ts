/** Turns values of the realm into text and back. */
export interface AnswerText {
  /** `j` + JSON or `m` + marked JSON (see `marked-json.ts`), or `x` + what is wrong with the value. */
  write(value: unknown, maxLength: number): string;
  read(text: string, isMarked: boolean): unknown;
}

/**
 * One pass that checks and writes: unlike JSON.stringify it refuses what JSON cannot carry instead of leaving it out,
 * keeps NaN, the infinities and −0, and stops at the size limit, so that a small graph with an exponential number of
 * paths does no harm. Typed arrays become lists; undefined members of objects are left out.
 *
 * Sent as text into the context: it must use nothing from outside itself, and it keeps its own copies of the built-ins,
 * because the candidate may patch them later.
 */
export function createAnswerText(): AnswerText {
  const { getPrototypeOf, keys, is, create } = Object;
  const { isArray } = Array;
  const { isView } = ArrayBuffer;
  const { parse, stringify } = JSON;
  const { isFinite: isFiniteNumber } = Number;
  const NumberOf = Number;
  const StringOf = String;
  const apply = Reflect.apply;
  const objectPrototype = Object.prototype;
  const tagOf = objectPrototype.toString;
  const { charCodeAt, slice } = StringOf.prototype;
  const { join } = Array.prototype;
  const MARK = '\u0000';
  const MAX_DEPTH = 200;
  const PIECE_LENGTH = 256;

  const REFUSED = create(null) as object;
  let reason = '';
  /** Long texts are joined from pieces: not every engine appends to a long text in constant time. */
  let pieces: string[] = [];
  let piece = '';
  let length = 0;
  let limit = 0;
  let isMarked = false;

  const refuse = (why: string): never => {
    reason = why;
    throw REFUSED;
  };
  const tooLarge = (): never => refuse(`is larger than the limit of ${limit} bytes`);

  const put = (text: string): void => {
    piece += text;
    if (piece.length < PIECE_LENGTH) return;
    length += piece.length;
    pieces[pieces.length] = piece;
    piece = '';
    if (length > limit) tooLarge();
  };
  const writeString = (value: string): void => {
    if (value.length > limit) tooLarge();
    if (apply(charCodeAt, value, [0]) === 0) {
      isMarked = true;
      put(stringify(MARK + value));
    } else put(stringify(value));
  };
  const writeNumber = (value: number): void => {
    if (isFiniteNumber(value) && !is(value, -0)) {
      put(StringOf(value));
      return;
    }
    isMarked = true;
    put(stringify(MARK + (is(value, -0) ? '-0' : value)));
  };
  const writeItems = (items: ArrayLike<unknown>, depth: number): void => {
    const count = items.length;
    put('[');
    for (let i = 0; i < count; i++) {
      if (i > 0) put(',');
      write(items[i], depth);
    }
    put(']');
  };
  const writeMembers = (value: Record<string, unknown>, depth: number): void => {
    const prototype = getPrototypeOf(value);
    if (prototype !== objectPrototype && prototype !== null) {
      const tag = apply(tagOf, value, []) as string;
      if (tag !== '[object Object]') refuse(`holds a ${apply(slice, tag, [8, -1])}, which JSON cannot carry`);
    }
    const names = keys(value);
    const count = names.length;
    let isFirst = true;
    put('{');
    for (let i = 0; i < count; i++) {
      const name = names[i] as string;
      const member = value[name];
      if (member === undefined) continue;
      put(`${isFirst ? '' : ','}${stringify(name)}:`);
      isFirst = false;
      write(member, depth);
    }
    put('}');
  };
  const write = (value: unknown, depth: number): void => {
    if (depth > MAX_DEPTH) refuse(`is cyclic, or nested deeper than ${MAX_DEPTH} levels`);
    if (typeof value === 'number') writeNumber(value);
    else if (typeof value === 'string') writeString(value);
    else if (value === null) put('null');
    else if (typeof value === 'boolean') put(value ? 'true' : 'false');
    else if (typeof value !== 'object') refuse(`holds a value of type ${typeof value}, which JSON cannot carry`);
    else if (isArray(value) || isView(value)) writeItems(value as unknown as ArrayLike<unknown>, depth + 1);
    else writeMembers(value as Record<string, unknown>, depth + 1);
  };

  const unmark = (_name: string, value: unknown): unknown => {
    if (typeof value !== 'string' || apply(charCodeAt, value, [0]) !== 0) return value;
    const rest = apply(slice, value, [1]) as string;
    return apply(charCodeAt, rest, [0]) === 0 ? rest : NumberOf(rest);
  };

  return {
    write(value, maxLength) {
      pieces = [];
      piece = '';
      length = 0;
      limit = maxLength;
      isMarked = false;
      try {
        write(value, 0);
        if (length + piece.length > limit) tooLarge();
      } catch (thrown) {
        if (thrown === REFUSED) return `x${reason}`;
        throw thrown;
      }
      return (isMarked ? 'm' : 'j') + apply(join, pieces, ['']) + piece;
    },
    read: (json, isMarkedText) => (isMarkedText ? parse(json, unmark) : parse(json)),
  };
}
