import { describe, expect, it } from 'vitest';
import { operatorConformance } from '../../../testing/conformance/operator.ts';
import { KaizenError } from '../../base/errors.ts';
import { createOperator, GENETIC_OPERATORS } from './registry.ts';

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
    const error = thrownBy(() => createOperator({ name: 'toString' }));
    expect(error.code).toBe('KAIZEN_OPERATOR_UNKNOWN');
    expect(error.wanted).toContain('expression-mutation, statement-mutation');
    expect(error.got).toBe('"toString"');
  });

  it.each([
    ['simplify', { depth: 3 }],
    ['cma-es', { initialSigma: -1 }],
    ['expression-mutation', { another: 'yes' }],
  ])('refuses wrong options of %s', (name, options) => {
    const error = thrownBy(() => createOperator({ name, options }));
    expect(error.code).toBe('KAIZEN_COMPONENT_INVALID');
    expect(error.message).toContain(name);
  });
});

function thrownBy(run: () => unknown): KaizenError {
  try {
    run();
  } catch (error) {
    if (error instanceof KaizenError) return error;
  }
  throw new Error('nothing was thrown');
}
