import { escapeHtml } from '../../base/escape-html.ts';
import type { JsonObject } from '../../base/json.ts';
import type { StudyReport } from '../conclude.ts';
import { budgetText, ruleText } from './rule-text.ts';
import { figure, type ReportTable, reportTables } from './tables.ts';

const STYLE = `
  :root { color-scheme: light; }
  body { font: 15px/1.5 Helvetica, Arial, "Liberation Sans", sans-serif; color: #222; background: #fff; max-width: 60rem;
    margin: 2.5rem auto; padding: 0 1.25rem; }
  h1 { font-size: 1.55rem; line-height: 1.3; margin: 0 0 .75rem; }
  h2 { font-size: 1.1rem; margin: 2.25rem 0 .5rem; }
  p, li { max-width: 46rem; }
  .meta { color: #666; font-size: .85rem; }
  figure { margin: 1.25rem 0; overflow-x: auto; }
  svg { max-width: 100%; height: auto; }
  .scroll { overflow-x: auto; }
  table { border-collapse: collapse; font-size: .85rem; font-variant-numeric: tabular-nums; margin: .5rem 0 1.25rem; }
  caption { text-align: left; color: #444; padding: .25rem 0; }
  th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #e6e6e6; white-space: nowrap; }
  th { font-weight: 600; border-bottom-color: #999; }
  .number { text-align: right; }
  code { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .85em; overflow-wrap: anywhere; }
`;

/** A figure as it goes into the page: SVG text of ours, and a sentence that says what it shows. */
export interface PageFigure {
  readonly svg: string;
  readonly description: string;
}

/** What a lab adds to a report: figures, tables, and members of the JSON report. */
export interface MoreOfReport {
  readonly figures: readonly { readonly name: string; readonly description: string; readonly figure: JsonObject }[];
  readonly tables: readonly ReportTable[];
  readonly data: JsonObject;
}

/** The report as one file that needs nothing else: no script, no font, no network. */
export function htmlReport(
  report: StudyReport,
  figures: readonly PageFigure[],
  more: readonly ReportTable[] = [],
): string {
  const { spec, verdict, findings, id, hash, exhausted, failedOnHeldOut: failed } = report;
  const others = findings.filter((finding) => finding !== verdict);
  const parts = [
    `<h1>${escapeHtml(verdict)}</h1>`,
    `<p class="meta">Kaizen study ${escapeHtml(id)} · ${spec.tasks.length} tasks × ${spec.arms.length} arms × ${spec.seeds.length} paired seeds · ${escapeHtml(budgetText(spec))}</p>`,
    ...others.map((finding) => `<p>${escapeHtml(finding)}</p>`),
    ...figures.map(
      ({ svg, description }) => `<figure role="img" aria-label="${escapeHtml(description)}">${svg}</figure>`,
    ),
    '<h2>Results</h2>',
    ...[...reportTables(report.analysis), ...more].map(htmlTable),
    ...(exhausted.length > 0
      ? [
          `<p>These runs found nothing new to propose before their budget ended: ${escapeHtml(exhausted.join(', '))}.</p>`,
        ]
      : []),
    ...(failed.length > 0
      ? [
          `<p>Champions that failed on held-out data, and count as no better than the seed program: ${failed.length} (${escapeHtml(failed.join(', '))}).</p>`,
        ]
      : []),
    '<h2>What was decided before the first run</h2>',
    ...ruleText(spec).map((sentence) => `<p>${escapeHtml(sentence)}</p>`),
    htmlTable({
      title: 'arms',
      rows: [['arm', 'what it is'], ...spec.arms.map(({ name, title }) => [name, title])],
      numeric: [],
    }),
    `<p class="meta">The specification was stored before the first run under its hash, <code>${escapeHtml(hash)}</code>, which is part of every run’s log.</p>`,
    '<h2>Runs</h2>',
    '<p>Every number above comes from the logs of these runs; <code>kaizen show &lt;run&gt;</code> and <code>kaizen verify &lt;run&gt;</code> look into one.</p>',
    ...runTables(report).map(htmlTable),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>Kaizen study ${escapeHtml(id)}</title>
<style>${STYLE}</style>
</head>
<body>
${parts.join('\n')}
</body>
</html>
`;
}

function runTables({ analysis }: StudyReport): ReportTable[] {
  return analysis.tasks.map(({ task, arms }) => ({
    title: `${task}: held-out score and run, by seed`,
    rows: [
      ['seed', ...arms.flatMap(({ arm }) => [arm, 'run'])],
      ...(arms[0]?.runs ?? []).map(({ seed }, index) => [
        String(seed),
        ...arms.flatMap(({ runs }) => [figure(runs[index]?.score), runs[index]?.run ?? '']),
      ]),
    ],
    numeric: arms.map((_, index) => 1 + 2 * index),
  }));
}

function htmlTable({ title, rows, numeric }: ReportTable): string {
  const cell = (tag: 'td' | 'th') => (text: string, column: number) =>
    `<${tag}${numeric.includes(column) ? ' class="number"' : ''}>${escapeHtml(text)}</${tag}>`;
  const [header = [], ...body] = rows;
  const lines = body.map((row) => `<tr>${row.map(cell('td')).join('')}</tr>`);
  return `<div class="scroll"><table><caption>${escapeHtml(title)}</caption><thead><tr>${header.map(cell('th')).join('')}</tr></thead><tbody>${lines.join('')}</tbody></table></div>`;
}
