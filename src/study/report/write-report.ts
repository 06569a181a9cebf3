import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { safeJson } from '../../base/safe-text.ts';
import type { StudyReport } from '../conclude.ts';
import { anytimeFigure } from './anytime-figure.ts';
import { finalsFigure } from './finals-figure.ts';
import { htmlReport, type MoreOfReport, type PageFigure } from './html.ts';
import { ratiosFigure } from './ratios-figure.ts';
import { renderFigure } from './render-figure.ts';
import { targetsFigure } from './targets-figure.ts';

const FIGURES = [
  { name: 'anytime', draw: anytimeFigure, description: 'Held-out score over total cost, by task and arm' },
  { name: 'ratios', draw: ratiosFigure, description: 'Compute ratios against the baseline, with intervals' },
  { name: 'targets', draw: targetsFigure, description: 'Share of targets reached over total cost, by arm' },
  { name: 'finals', draw: finalsFigure, description: 'Held-out score of every run, by task and arm' },
] as const;

/**
 * Writes the report beside the study's specification: page, figures and JSON, with what a lab adds to it. Returns the
 * paths, the page first.
 */
export async function writeReport(
  report: StudyReport,
  folder: string,
  more: MoreOfReport = { figures: [], tables: [], data: {} },
): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const paths: string[] = [];
  const write = (name: string, text: string): void => {
    const path = join(folder, name);
    writeFileSync(path, text);
    paths.push(path);
  };
  const figures: (PageFigure & { readonly name: string })[] = [];
  for (const { name, draw, description } of FIGURES) {
    figures.push({ name, description, svg: await renderFigure(draw(report.analysis, report.spec)) });
  }
  for (const { name, description, figure } of more.figures) {
    figures.push({ name, description, svg: await renderFigure(figure) });
  }
  write('report.html', htmlReport(report, figures, more.tables));
  for (const { name, svg } of figures) write(`${name}.svg`, svg);
  write('report.json', `${safeJson({ ...report, ...more.data }, 1)}\n`);
  return paths;
}
