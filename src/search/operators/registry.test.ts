import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { operatorConformance } from '../../../testing/conformance/operator.ts';
import { errorOf } from '../../../testing/error-of.ts';
import type { Operator } from '../../core/operator.ts';
import { entryText, withEntry } from '../../core/program.ts';
import { createOperator, defineOperator, GENETIC_OPERATORS } from './registry.ts';

for (const name of GENETIC_OPERATORS) operatorConformance(name, () => createOperator({ name }));

describe('createOperator', () => {
  it('makes each operator by the name it bears', () => {
    expect(GENETIC_OPERATORS.map((name) => createOperator({ name }).name)).toEqual([...GENETIC_OPERATORS]);
    expect(GENETIC_OPERATORS).toEqual([
      'expression-mutation',
      'statement-mutation',
      'subtree-crossover',
      'function-crossover',
      'idiom-grafting',
      'numeric-tuning',
      'cma-es',
      'simplify',
    ]);
  });

  it('needs no model for any of them', () => {
    for (const name of GENETIC_OPERATORS) expect(createOperator({ name }).needsModel).toBe(false);
  });

  it('names the known operators when the name is unknown', () => {
    const error = errorOf(() => createOperator({ name: 'toString' }));
    expect(error.code).toBe('KAIZEN_OPERATOR_UNKNOWN');
    expect(error.wanted).toContain('expression-mutation, statement-mutation');
    expect(error.got).toBe('"toString"');
  });

  it.each([
    ['simplify', { depth: 3 }],
    ['cma-es', { initialSigma: -1 }],
    ['expression-mutation', { another: 'yes' }],
  ])('refuses wrong options of %s', (name, options) => {
    const error = errorOf(() => createOperator({ name, options }));
    expect(error.code).toBe('KAIZEN_COMPONENT_INVALID');
    expect(error.message).toContain(name);
  });
});

describe('operators from outside of the registry', () => {
  const reverse: Operator = {
    name: 'reverse-lines',
    needsModel: false,
    arity: 1,
    propose: ({ parents: [{ program }] }) => ({
      kind: 'proposed',
      program: withEntry(program, entryText(program).split('\n').reverse().join('\n')),
    }),
  };
  const further = { 'reverse-lines': defineOperator(z.strictObject({ times: z.int().default(1) }), () => reverse) };

  it('are made by name, beside the built-in ones', () => {
    expect(createOperator({ name: 'reverse-lines' }, further)).toBe(reverse);
    expect(createOperator({ name: 'cma-es' }, further).name).toBe('cma-es');
  });

  it('have their options checked, and their names in messages', () => {
    const options = { times: 'often' };
    expect(errorOf(() => createOperator({ name: 'reverse-lines', options }, further)).next).toContain('times');
    expect(errorOf(() => createOperator({ name: 'reverse' }, further)).wanted).toContain('simplify, reverse-lines');
  });

  it('go before a built-in operator of the same name', () => {
    const own = { ...reverse, name: 'simplify' };
    expect(createOperator({ name: 'simplify' }, { simplify: defineOperator(z.strictObject({}), () => own) })).toBe(own);
  });
});
