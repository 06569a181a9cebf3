import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StudyReport } from '../conclude.ts';

/** Writes the report beside the study's specification and returns the paths, the most readable first. */
export async function writeReport(report: StudyReport, folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const json = join(folder, 'report.json');
  writeFileSync(json, `${JSON.stringify(report, null, 1)}\n`);
  return [json];
}
