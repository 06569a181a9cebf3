import { isSameOperation, type Substitution, type Term, termKey } from './term.ts';

/** A template and how it makes the two terms that it came from. */
export interface Generalisation {
  readonly template: Term;
  readonly left: Substitution;
  readonly right: Substitution;
}

/**
 * The least general generalisation of two terms: the most specific template that both are instances of.
 *
 *   lgg(c, c) = c                                      for a constant
 *   lgg(f(a₁ … aₙ), f(b₁ … bₙ)) = f(lgg(a₁, b₁) … lgg(aₙ, bₙ))
 *   lgg(a, b) = hole(a, b)                             otherwise; the same pair always has the same hole
 *
 * Two leaves always make a hole, even when they have the same name: names of one program mean nothing in another. Holes
 * are `h0`, `h1`, … in source order and have the type that both sides have. Null when the terms differ in type, which only
 * happens at the top, because an operation decides the types of its operands. First order and syntactic: a + b and b + a
 * are different.
 *
 * Sources: G. D. Plotkin, "A note on inductive generalization", Machine Intelligence 5, 1970; J. C. Reynolds,
 * "Transformational systems and the algebraic structure of atomic formulas", Machine Intelligence 5, 1970.
 */
export function antiUnify(a: Term, b: Term): Generalisation | null {
  if (a.type !== b.type) return null;
  const holes = new Map<string, string>();
  const left = new Map<string, Term>();
  const right = new Map<string, Term>();

  function hole(one: Term, other: Term): Term {
    const pair = `${termKey(one)} ${termKey(other)}`;
    const name = holes.get(pair) ?? `h${holes.size}`;
    holes.set(pair, name);
    left.set(name, one);
    right.set(name, other);
    return { kind: 'leaf', type: one.type, name };
  }

  function generalise(one: Term, other: Term): Term {
    if (one.kind === 'constant' && other.kind === 'constant' && Object.is(one.value, other.value)) return one;
    if (one.kind !== 'operation' || other.kind !== 'operation' || !isSameOperation(one, other)) return hole(one, other);
    return {
      ...one,
      operands: one.operands.map((operand, index) => generalise(operand, other.operands[index] as Term)),
    };
  }

  return { template: generalise(a, b), left, right };
}
