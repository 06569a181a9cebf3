import { describe, expect, it } from 'vitest';
import { type Analysis, analyse, freeReferences, isClosedAt, literalValue, sourceFragment } from './analysis.ts';
import { type Node, parseSource } from './syntax.ts';

function analysisOf(text: string): Analysis {
  const source = parseSource(text, 'js');
  expect(source.fault).toBe(null);
  return analyse(source);
}

/** The site with this text. */
function siteOf(analysis: Analysis, text: string) {
  const site = analysis.sites.find(({ start, end }) => analysis.source.text.slice(start, end) === text);
  if (site === undefined) throw new Error(`no site ${text}`);
  return site;
}

describe('analyse', () => {
  it('analyses a file once', () => {
    const source = parseSource('const once = 1;', 'js');
    expect(analyse(source)).toBe(analyse(source));
  });
});

describe('literalValue', () => {
  it.each([
    ['3', 3],
    ['-3', -3],
    ['0x10', 16],
    ['1_000', 1000],
    ['-.5', -0.5],
    ['(3)', null],
    ['+3', null],
    ['- -3', null],
    ['"3"', null],
    ['true', null],
    ['3n', null],
    ['x', null],
  ])('of %s is %j', (text, value) => {
    const [statement] = parseSource(`x = ${text};`, 'js').tree.body;
    if (statement?.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression')
      throw new Error('no assignment');
    expect(literalValue(statement.expression.right)).toBe(value);
  });
});

describe('sourceFragment', () => {
  it('leaves outer parentheses behind', () => {
    const analysis = analysisOf('const f = (x) => (x + 1) * 2;');
    expect(sourceFragment(analysis, siteOf(analysis, '(x + 1)').node).text).toBe('x + 1');
  });
});

describe('freeReferences', () => {
  it('leaves out what the node declares itself', () => {
    const analysis = analysisOf('const a = 1; const b = c.map((x, i) => x * a + i + d);');
    const [, declaration] = analysis.source.tree.body as [Node, Node];
    expect(freeReferences(analysis, declaration).map(({ node }) => node.name)).toEqual(['c', 'a', 'd']);
  });
});

describe('isClosedAt', () => {
  const analysis = analysisOf(`const a = 1;
export function f(x) {
  const y = x + a + 10;
  for (let i = 0; i < 3; i++) {
    const x = i * 2;
    g(x - 1, Math.max(y, 20));
  }
  return y * 30;
}
const late = a + 40;
`);
  it.each([
    ['x + a', '30', true],
    ['x + a', 'x - 1', false],
    ['i * 2', 'x - 1', true],
    ['i * 2', '30', false],
    ['x - 1', '30', false],
    ['Math.max(y, 20)', '30', true],
    ['Math.max(y, 20)', '10', false],
    ['y * 30', '40', false],
    ['a + 40', '10', true],
    ['40', '10', true],
  ])('%s at %s: %s', (moved, place, isClosed) => {
    expect(isClosedAt(analysis, siteOf(analysis, moved).node, siteOf(analysis, place))).toBe(isClosed);
  });

  it('keeps globals from names that hide them', () => {
    const hiding = analysisOf('const u = Math.sqrt(2); const f = (Math) => Math + 3;');
    const place = siteOf(hiding, '3');
    expect(isClosedAt(hiding, siteOf(hiding, 'Math.sqrt(2)').node, place)).toBe(false);
  });
});
