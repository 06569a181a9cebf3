import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from '../analysis.ts';
import type { StudyReport } from '../conclude.ts';
import { simulatedCurves, simulatedSpec } from '../test-support/simulated-study.ts';
import { sentenceOf, verdictOf } from '../verdict.ts';
import { anytimeFigure } from './anytime-figure.ts';
import { finalsFigure } from './finals-figure.ts';
import { htmlReport } from './html.ts';
import { labelPlaces } from './label-places.ts';
import { ratiosFigure } from './ratios-figure.ts';
import { renderFigure } from './render-figure.ts';
import { amount, figure, reportTables } from './tables.ts';
import { targetsFigure } from './targets-figure.ts';
import { armColours } from './theme.ts';

const ARMS = [
  { name: 'brute-force', speed: 1 },
  { name: 'evolution', speed: 2 },
  { name: 'compounding', speed: 5 },
];

function simulatedReport(): StudyReport {
  const spec = simulatedSpec(ARMS, 2, 6, 200);
  const curves = simulatedCurves(spec, ARMS, 3);
  const facts = new Map(spec.tasks.map(({ name }) => [name, { direction: 'minimize', unit: '%' } as const]));
  const analysis = analyse(spec, curves, facts);
  return {
    id: 'abc',
    hash: 'abcdef',
    verdict: verdictOf(spec, analysis.comparisons),
    findings: analysis.comparisons.map((comparison) => sentenceOf(comparison, spec)),
    analysis,
    exhausted: [],
    failedOnHeldOut: [],
    spec,
    tasks: spec.tasks.map(({ name }) => ({ name, title: `<script>alert("${name}")</script>` })),
  };
}

const report = simulatedReport();

describe('figures', () => {
  it.each([
    ['anytime', anytimeFigure],
    ['ratios', ratiosFigure],
    ['targets', targetsFigure],
    ['finals', finalsFigure],
  ])('%s is an SVG picture that names every arm and needs nothing from outside', async (_, draw) => {
    const svg = await renderFigure(draw(report.analysis, report.spec));
    expect(svg).toMatch(/^<svg [^>]*viewBox=/);
    for (const { name } of ARMS.slice(1)) expect(svg).toContain(`>${name}<`);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(svg.replaceAll(/xmlns(:xlink)?="[^"]+"/g, '')).not.toMatch(/https?:|url\((?!#)|<script|<image/);
  });

  it('give each arm one colour, grey to the baseline', () => {
    const colours = armColours(['a', 'b', 'c'], 'b');
    expect(new Set(colours.values()).size).toBe(3);
    expect(colours.get('b')).toBe('#6b6b6b');
  });
});

describe('labelPlaces', () => {
  it.each([
    { ends: [1, 5], places: [1, 5] },
    // Two that would overlap move apart by the same amount.
    { ends: [1, 1.5], places: [0.75, 1.75] },
    // The order of the ends is kept, whatever order they come in.
    { ends: [3, 1, 3], places: [2.5, 1, 3.5] },
    { ends: [], places: [] },
  ])('of $ends, one apart, are $places', ({ ends, places }) => {
    expect(labelPlaces(ends, 1)).toEqual(places);
  });

  it('are at least a gap apart, in the order of the ends, and centred on them', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 8 }), (ends) => {
        const places = labelPlaces(ends, 2);
        const sorted = [...places].sort((a, b) => a - b);
        for (const [index, place] of sorted.entries()) {
          if (index > 0) expect(place - (sorted[index - 1] as number)).toBeGreaterThanOrEqual(2 - 1e-9);
        }
        const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
        expect(sum(places)).toBeCloseTo(sum(ends), 6);
        for (const [i, a] of ends.entries())
          for (const [j, b] of ends.entries()) if (a < b) expect(places[i]).toBeLessThan(places[j] as number);
      }),
      { numRuns: 100, seed: 1 },
    );
  });
});

describe('the page', () => {
  const page = htmlReport(report, [{ svg: '<svg></svg>', description: 'a "figure"' }]);

  it('begins with the verdict and names every run', () => {
    expect(page).toContain(`<h1>${report.verdict}</h1>`);
    for (const { arms } of report.analysis.tasks) {
      for (const { runs } of arms) for (const { run } of runs) expect(page).toContain(run);
    }
    expect(page).toContain(report.hash);
  });

  it('needs nothing from outside, and escapes what others named', () => {
    expect(page).not.toMatch(/<script|<link|src=|href=/);
    expect(page).toContain("default-src 'none'");
    const hostile = { ...report, verdict: '<img src=x onerror=alert(1)>', findings: [] };
    expect(htmlReport(hostile, [])).not.toContain('<img');
  });

  it('says which champions failed on held-out data', () => {
    expect(page).not.toContain('failed on held-out data');
    const failedOnHeldOut = ['r0001 #5', 'r0004 #9'];
    expect(htmlReport({ ...report, failedOnHeldOut }, [])).toMatch(
      /failed on held-out data[^<]*2 \(r0001 #5, r0004 #9\)/,
    );
  });

  it('and its figures hold neither markup nor anything hidden, whatever tasks and arms are called', async () => {
    const name = '</text></svg></script><script>alert(1)</script><img src=x>"\'&\u001b[2J\u009b\u202e\u2028';
    const rename = (text: string): string => (text === ARMS[0]?.name ? name : text);
    const hostile = JSON.parse(
      JSON.stringify({ ...report, exhausted: [name], failedOnHeldOut: [name], hash: name, findings: [name] }),
      (key, value) => (key === 'unit' || key === 'title' ? name : typeof value === 'string' ? rename(value) : value),
    ) as StudyReport;
    const svg = await renderFigure(finalsFigure(hostile.analysis, hostile.spec));
    expect(svg).toContain('alert');
    for (const text of [svg, htmlReport(hostile, [{ svg, description: name }])]) {
      expect(text).not.toMatch(/<(script|img)|[[\p{Cc}\p{Cf}\p{Zl}]--[\n\t]]/v);
    }
  });
});

describe('tables', () => {
  it('hold every arm on every task, every comparison, and the cost', () => {
    const tables = reportTables(report.analysis);
    expect(tables).toHaveLength(2 + 2 + 1);
    expect(tables[0]?.rows.map(([name]) => name)).toEqual(['arm', ...ARMS.map(({ name }) => name)]);
    for (const { rows } of tables) for (const row of rows) expect(row).toHaveLength(rows[0]?.length ?? 0);
  });

  it.each([
    [1_250_000, '1.25M'],
    [25_000, '25.0k'],
    [9_999, '9999'],
    [2e9, '2.00G'],
    [null, '∞'],
  ])('%d is written as %s', (value, text) => {
    expect(amount(value)).toBe(text);
  });

  it.each([
    [1 / 3, '0.333333'],
    [null, '–'],
    [Number.NaN, '–'],
  ])('%d is written as %s', (value, text) => {
    expect(figure(value)).toBe(text);
  });

  it('the JSON report holds every number with the runs it comes from', () => {
    const parsed = JSON.parse(JSON.stringify(report)) as StudyReport;
    for (const { arms } of parsed.analysis.tasks) for (const { runs } of arms) expect(runs).toHaveLength(6);
    expect(parsed.analysis.comparisons[0]?.tasks[0]?.pairs).toHaveLength(6);
  });
});
