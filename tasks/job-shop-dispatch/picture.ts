import { length, svg } from '../shared/svg.ts';
import type { Task } from './schedule.ts';

const WIDTH = 500;
const ROW = 16;
const GAP = 4;

/** A Gantt chart as SVG: a row for each machine, a bar for each operation; bars of one job have one shade. */
export function gantt(tasks: readonly Task[]): string {
  const end = Math.max(1, ...tasks.map((task) => task.end));
  const machines = 1 + Math.max(0, ...tasks.map(({ machine }) => machine));
  const jobs = 1 + Math.max(0, ...tasks.map(({ job }) => job));
  const bars = tasks.map(({ job, machine, start, end: stop }) => {
    const x = GAP + (WIDTH * start) / end;
    const opacity = 0.15 + (0.85 * job) / jobs;
    return `<rect x="${length(x)}" y="${GAP + machine * (ROW + GAP)}" width="${length((WIDTH * (stop - start)) / end)}" height="${ROW}" fill="currentColor" fill-opacity="${length(opacity)}" stroke="currentColor" stroke-width="0.5"/>`;
  });
  return svg(`Schedule of ${jobs} jobs on ${machines} machines`, WIDTH + 2 * GAP, machines * (ROW + GAP) + GAP, bars);
}
