import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frozenText } from '../../../../../testing/conformance/frozen-text.ts';
import { createProgram } from '../../../../core/program.ts';
import { applyBlocks } from './apply-blocks.ts';
import { rewriteText } from './apply-rewrite.ts';
import { isFailure } from './edit-failure.ts';
import { parseBlocks } from './parse-blocks.ts';
import { editableSegments, frozenParts, keepsFrozenParts } from './segments.ts';

const START = '// EVOLVE-BLOCK-START';
const END = '/* EVOLVE-BLOCK-END */';

/** Few different lines, so that the same text stands in frozen and editable parts, with markers at all places. */
const line = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a();', '  a();', '\ta();', 'b();', 'if (x) {', '}', '', '  ', 'a(); b();') },
  { weight: 2, arbitrary: fc.constantFrom(START, END, `  ${START}  `, `a(); ${END}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('EVOLVE-', 'BLOCK-START', 'EVOLVE-BLOCK-', '=======', '```', '\u2028', 'a\rb'),
  },
);
const lineEnd = fc.constantFrom('\n', '\n', '\r\n');
const text = fc
  .tuple(fc.array(fc.tuple(line, lineEnd), { maxLength: 25 }), fc.boolean())
  .map(([lines, endsOpen]) => lines.map(([content, end]) => content + end).join('') + (endsOpen ? 'a();' : ''));

/** Edits that are mostly made of what the text has, so that many apply. */
const edits = text.chain((source) => {
  const lines = source.split(/\r?\n/);
  const part = fc
    .tuple(fc.nat(lines.length), fc.nat(4), fc.boolean())
    .map(([from, count, isTrimmed]) => lines.slice(from, from + count).map((each) => (isTrimmed ? each.trim() : each)));
  const inside = fc
    .tuple(fc.nat(source.length), fc.nat(12))
    .map(([from, size]) => source.slice(from, from + size).split('\n'));
  const replace = fc.array(line, { maxLength: 4 });
  return fc.tuple(fc.constant(source), fc.array(fc.tuple(fc.oneof(part, part, inside), replace), { maxLength: 4 }));
});

describe('an edit never touches what is frozen', () => {
  it('by blocks: the text outside of the editable spans stays byte for byte', () => {
    let applied = 0;
    fc.assert(
      fc.property(edits, ([source, blocks]) => {
        const program = createProgram({ language: 'text', entry: 'main', files: { main: source } });
        const reply = blocks
          .map(([search, replace]) =>
            ['<<<<<<< SEARCH', ...search, '=======', ...replace, '>>>>>>> REPLACE'].join('\n'),
          )
          .join('\n');
        const parsed = parseBlocks(reply, ['main']);
        const result = isFailure(parsed) ? parsed : applyBlocks(program, parsed);
        if (isFailure(result)) return;
        const after = result.files.main ?? source;
        if (after !== source) applied += 1;
        expect(frozenText(after)).toEqual(frozenText(source));
        expect(frozenParts(after)).toEqual(frozenParts(source));
      }),
      { numRuns: 3_000, seed: 7 },
    );
    // The property says something only when many edits do apply.
    expect(applied).toBeGreaterThan(300);
  });

  it('by a rewrite', () => {
    let applied = 0;
    fc.assert(
      fc.property(text, text, fc.boolean(), (source, other, isRelated) => {
        const code = isRelated ? source.replaceAll('b()', 'c()').replaceAll('\r', '') : other;
        const after = rewriteText(source, code);
        if (typeof after !== 'string' || !keepsFrozenParts(source, after)) return;
        if (after !== source) applied += 1;
        expect(frozenText(after)).toEqual(frozenText(source));
      }),
      { numRuns: 2_000, seed: 7 },
    );
    expect(applied).toBeGreaterThan(200);
  });

  it('segments lie in order, start at the start of a line, and hold no marker line', () => {
    fc.assert(
      fc.property(text, (source) => {
        let from = 0;
        for (const { start, end } of editableSegments(source)) {
          expect(start >= from && end >= start && end <= source.length).toBe(true);
          expect(start === 0 || source[start - 1] === '\n').toBe(true);
          expect(/EVOLVE-BLOCK-(START|END)/.test(source.slice(start, end))).toBe(false);
          from = end;
        }
      }),
    );
  });
});
