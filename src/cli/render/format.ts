import type { Cost } from '../../core/cost.ts';

const COUNT = new Intl.NumberFormat('en-US');

export const formatCount = (value: number): string => COUNT.format(Math.round(value));

/** A score with its unit, to seven significant digits so that near ties stay apart; a dash when there is none. */
export function formatScore(score: number | null | undefined, unit = ''): string {
  if (score === null || score === undefined) return '–';
  const text = Number.isInteger(score) && Math.abs(score) < 1e7 ? String(score) : score.toPrecision(7);
  const isPercent = unit === '%';
  return isPercent ? `${Number(score.toPrecision(7)).toFixed(4)} %` : unit === '' ? text : `${text} ${unit}`;
}

/** `850 ms`, `12.3 s`, `4 m 05 s`, `2 h 10 m`. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)} m ${two(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} m`;
}

/** Rows of label and amount for every unit that was used. */
export function costRows(cost: Cost): [string, string][] {
  const rows: [string, string, boolean][] = [
    ['evaluations', formatCount(cost.evaluations), true],
    ['steps', formatCount(cost.steps), cost.steps > 0],
    ['CPU time', formatDuration(cost.cpuMs), true],
    ['wall time', formatDuration(cost.wallMs), true],
    ['tokens in', formatCount(cost.tokensIn), cost.tokensIn > 0],
    ['tokens out', formatCount(cost.tokensOut), cost.tokensOut > 0],
    ['money', `$${(cost.microUsd / 1e6).toFixed(4)}`, cost.microUsd > 0],
  ];
  return rows.filter(([, , isShown]) => isShown).map(([label, amount]) => [label, amount]);
}
