import { createLogUpdate } from 'log-update';
import type { Clock } from '../base/clock.ts';
import { scoreOf } from '../core/evaluation.ts';
import type { RunState } from '../core/run-state.ts';
import type { Task } from '../core/task.ts';
import { shareUsed } from '../engine/ledger.ts';
import { describeTaken } from '../engine/orders/describe-order.ts';
import { formatCount, formatDuration, formatScore } from './render/format.ts';
import { paint } from './render/paint.ts';
import { screenText, writeScreen } from './render/screen.ts';
import { bar, sparkline, table } from './render/table.ts';

/** Shows how a run is going; told after every commit, draws only now and then. */
export interface Progress {
  update(state: RunState): void;
  /** Leaves the last picture standing. */
  end(): void;
}

const REDRAW_MS = 125;
const LINE_MS = 5_000;
const CURVE_POINTS = 40;
const ORDERS_SHOWN = 3;

interface Header {
  readonly id: string;
  readonly task: Pick<Task, 'name' | 'direction' | 'unit'>;
  readonly workers: number;
  readonly sandbox: string;
}

/** A block that is redrawn in place on a terminal, plain lines in a pipe. Always on standard error. */
export function createProgress(header: Header, clock: Clock, stream: NodeJS.WriteStream = process.stderr): Progress {
  const pace = createPace(clock);
  if (!stream.isTTY) return plainLines(header, clock, pace, stream);
  const draw = createLogUpdate(stream);
  const curve: number[] = [];
  let nextAt = 0;
  let last: RunState | null = null;
  const redraw = (state: RunState): void => {
    if (state.champion !== null) curve.push(state.championMerit);
    draw(screenText(block(header, state, pace.perSecond(state.committed), curve, stream)));
  };
  return {
    update: (state) => {
      last = state;
      const now = clock.monotonic();
      if (now < nextAt) return;
      nextAt = now + REDRAW_MS;
      redraw(state);
    },
    end: () => {
      if (last !== null) redraw(last);
      draw.done();
    },
  };
}

function plainLines({ id, task }: Header, clock: Clock, pace: Pace, stream: NodeJS.WriteStream): Progress {
  let nextAt = 0;
  let told = 0;
  return {
    update: (state) => {
      const { taken } = state.steering;
      if (taken.size > told) {
        for (const order of [...taken.values()].slice(told)) writeScreen(`${id} ${describeTaken(order)}\n`, stream);
        told = taken.size;
      }
      const now = clock.monotonic();
      if (now < nextAt) return;
      nextAt = now + LINE_MS;
      const { train, validation } = bestScores(state, task);
      const share = Math.min(100, shareUsed(state) * 100).toFixed(0);
      const speed = formatCount(pace.perSecond(state.committed));
      writeScreen(`${id} ${share} % best train ${train}, validation ${validation}, ${speed} candidates/s\n`, stream);
    },
    end: () => {},
  };
}

function block(
  { id, task, workers, sandbox }: Header,
  state: RunState,
  perSecond: number,
  curve: readonly number[],
  stream: NodeJS.WriteStream,
): string {
  const { train, validation } = bestScores(state, task);
  const seedMerit = state.members.get(0)?.merit;
  const seed = seedMerit === undefined ? '–' : formatScore(scoreOf(seedMerit, task.direction), task.unit);
  const share = Math.min(1, shareUsed(state));
  const left = share > 0.01 ? formatDuration((state.cost.wallMs / share) * (1 - share)) : 'estimating';
  const champion = state.champion;
  const warning = sandbox === 'none' ? paint('red', '  NO SANDBOX', stream) : '';
  const phase = state.stopped === null ? 'searching' : 'making the best program smaller';
  const rows = [
    [
      'best',
      `train ${paint('bold', train, stream)}  validation ${paint('bold', validation, stream)}  seed program ${seed}`,
    ],
    [
      'program',
      champion === null
        ? '–'
        : `#${champion.id}, generation ${champion.generation}, ${champion.size} nodes, by ${champion.operator}`,
    ],
    ['curve', sparkline(thin(curve))],
    ['speed', `${formatCount(perSecond)} candidates/s  ${formatCount(state.committed)} slots  ${describeTally(state)}`],
    ['operators', describeOperators(state)],
    ...steeredRows(state),
    ['budget', `${bar(share, 28)} ${(share * 100).toFixed(0)} %  ${formatDuration(state.cost.wallMs)}  left ${left}`],
  ];
  const title = `${paint('bold', task.name, stream)}  ${id}  seed ${state.spec.seed}  ${workers} workers  ${sandbox}${warning}  ${phase}`;
  return `${title}\n${table(rows.map(([label, text]) => [`  ${paint('dim', label as string, stream)}`, text as string]))}`;
}

/** The last few orders that were taken. */
function steeredRows({ steering }: RunState): string[][] {
  const taken = [...steering.taken.values()].slice(-ORDERS_SHOWN);
  return taken.map((order, index) => [index === 0 ? 'steered' : '', describeTaken(order)]);
}

function bestScores({ best, champion, championMerit, spec }: RunState, { direction, unit }: Header['task']) {
  return {
    train: best === null ? '–' : formatScore(scoreOf(best.merit, direction), unit),
    validation:
      champion === null || !spec.task.hasValidation ? '–' : formatScore(scoreOf(championMerit, direction), unit),
  };
}

function describeTally({ tally, committed }: RunState): string {
  const percent = (count: number): string => `${((100 * count) / Math.max(1, committed)).toFixed(0)} %`;
  const failed = tally.invalid + tally.crash + tally.timeout + tally.error;
  return `${percent(tally.ok)} scored, ${percent(tally.screened)} screened out, ${percent(tally.rejected)} known, ${percent(failed)} failed`;
}

/** The operators that get most of the slots, and their share. */
function describeOperators({ arms }: RunState): string {
  const sorted = [...arms.values()].sort((a, b) => b.opened - a.opened);
  const total = sorted.reduce((sum, { opened }) => sum + opened, 0) || 1;
  return sorted
    .slice(0, 4)
    .map(({ operator, opened }) => `${operator} ${((100 * opened) / total).toFixed(0)} %`)
    .join('  ');
}

function thin(values: readonly number[]): number[] {
  if (values.length <= CURVE_POINTS) return [...values];
  return Array.from(
    { length: CURVE_POINTS },
    (_, i) => values[Math.floor((i * (values.length - 1)) / (CURVE_POINTS - 1))] as number,
  );
}

interface Pace {
  perSecond(count: number): number;
}

/** Rate over a sliding window of the last few seconds. */
function createPace(clock: Clock): Pace {
  const samples: { at: number; count: number }[] = [];
  return {
    perSecond: (count) => {
      const at = clock.monotonic();
      samples.push({ at, count });
      while (samples.length > 2 && at - (samples[0] as { at: number }).at > 5_000) samples.shift();
      const first = samples[0] as { at: number; count: number };
      return at > first.at ? ((count - first.count) * 1000) / (at - first.at) : 0;
    },
  };
}
