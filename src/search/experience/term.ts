/** Types that templates and their holes may have, those of idioms. */
export type TermType = 'number' | 'boolean';

/**
 * An expression as templates see it. A leaf is a hole, or, in an expression of a program, whatever its surroundings know
 * and templates do not: a variable, an element, a call of a function of the program. Equal leaves have equal names.
 */
export type Term =
  | { readonly kind: 'constant'; readonly type: TermType; readonly value: number | boolean }
  | { readonly kind: 'leaf'; readonly type: TermType; readonly name: string }
  | {
      readonly kind: 'operation';
      readonly type: TermType;
      /** `+`, `negate`, `?:`, `Math.max`, …; with the number of operands it says which types these have. */
      readonly operator: string;
      readonly operands: readonly Term[];
    };

/** What stands for each leaf, by its name. */
export type Substitution = ReadonlyMap<string, Term>;

/** Equal for equal terms, and only for them. `nameOf` may rename leaves. */
export function termKey(term: Term, nameOf: (leaf: string) => string = (leaf) => leaf): string {
  switch (term.kind) {
    case 'constant':
      return Object.is(term.value, -0) ? '-0' : String(term.value);
    case 'leaf':
      return `${term.type}:${JSON.stringify(nameOf(term.name))}`;
    default:
      return `(${term.type} ${term.operator} ${term.operands.map((operand) => termKey(operand, nameOf)).join(' ')})`;
  }
}

/** Equal for terms that differ in the names of their leaves only (alpha-equivalence). */
export function shapeKey(term: Term): string {
  const names = new Map<string, string>();
  return termKey(term, (leaf) => {
    const known = names.get(leaf) ?? `h${names.size}`;
    names.set(leaf, known);
    return known;
  });
}

/** Every leaf once, in the order of their first use. */
export function leavesOf(term: Term): Extract<Term, { kind: 'leaf' }>[] {
  const leaves = new Map<string, Extract<Term, { kind: 'leaf' }>>();
  const visit = (part: Term): void => {
    if (part.kind === 'leaf' && !leaves.has(part.name)) leaves.set(part.name, part);
    if (part.kind === 'operation') part.operands.forEach(visit);
  };
  visit(term);
  return [...leaves.values()];
}

/** Operations and constants: what a term says, apart from its leaves. */
export function weightOf(term: Term): number {
  if (term.kind === 'leaf') return 0;
  if (term.kind === 'constant') return 1;
  return term.operands.reduce((sum, operand) => sum + weightOf(operand), 1);
}

/** The term with terms in the place of its leaves; leaves that are not named stay. */
export function substitute(term: Term, substitution: Substitution): Term {
  if (term.kind === 'leaf') return substitution.get(term.name) ?? term;
  if (term.kind === 'constant') return term;
  return { ...term, operands: term.operands.map((operand) => substitute(operand, substitution)) };
}

/**
 * What the leaves of `template` must stand for to make it `term`; null when nothing does. Equal leaves stand for equal
 * terms, and a leaf only for a term of its type.
 */
export function match(template: Term, term: Term): Substitution | null {
  const found = new Map<string, Term>();
  const fits = (pattern: Term, part: Term): boolean => {
    if (pattern.type !== part.type) return false;
    if (pattern.kind === 'leaf') {
      const before = found.get(pattern.name);
      if (before !== undefined) return termKey(before) === termKey(part);
      found.set(pattern.name, part);
      return true;
    }
    if (pattern.kind === 'constant') return part.kind === 'constant' && Object.is(pattern.value, part.value);
    if (part.kind !== 'operation' || !isSameOperation(pattern, part)) return false;
    return pattern.operands.every((operand, index) => fits(operand, part.operands[index] as Term));
  };
  return fits(template, term) ? found : null;
}

type Operation = Extract<Term, { kind: 'operation' }>;

/** Same operator, result and number of operands, and so the same types of operands. */
export function isSameOperation(a: Operation, b: Operation): boolean {
  return a.operator === b.operator && a.type === b.type && a.operands.length === b.operands.length;
}
