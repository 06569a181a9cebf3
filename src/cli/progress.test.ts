import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { sampleSpec, sampleState } from '../../testing/sample-state.ts';
import { sampleTask } from '../../testing/sample-task.ts';
import { reduce } from '../core/reduce.ts';
import { createProgress } from './progress.ts';

const header = { id: 'r0001', task: sampleTask(), workers: 2, sandbox: 'bubblewrap' };

/** A stream that keeps what is written to it. */
function recordingStream(isTTY: boolean) {
  const written: string[] = [];
  const stream = {
    isTTY,
    columns: 120,
    rows: 40,
    write: (text: string) => {
      written.push(text);
      return true;
    },
    getColorDepth: () => 1,
    hasColors: () => false,
    on: () => stream,
    off: () => stream,
  };
  const raw = (): string => written.join('');
  return { stream: stream as unknown as NodeJS.WriteStream, raw, text: () => stripVTControlCharacters(raw()) };
}

const clockAt = (read: () => number) => ({
  now: () => 0,
  monotonic: read,
  sleep: async () => {},
  every: () => () => {},
});

describe('progress', () => {
  it('in a pipe is one plain line every five seconds', () => {
    const { stream, text } = recordingStream(false);
    let now = 0;
    const progress = createProgress(
      header,
      clockAt(() => now),
      stream,
    );
    const state = sampleState(sampleSpec(), [5, 4, 'crash', 'rejected']);
    for (now = 0; now < 11_000; now += 100) progress.update(state);
    progress.end();
    const lines = text().trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatchInlineSnapshot(`"r0001 3 % best train 4, validation 4, 0 candidates/s"`);
  });

  it('says when a run was steered: at once in a pipe, the last three orders in the block', () => {
    const state = sampleState(sampleSpec(), [5, 4]);
    const [pipe, terminal] = [recordingStream(false), recordingStream(true)];
    const displays = [pipe, terminal].map(({ stream }) =>
      createProgress(
        header,
        clockAt(() => 0),
        stream,
      ),
    );
    for (const display of displays) display.update(state);
    for (const number of [1, 2, 3, 4]) {
      const refused = number === 4 ? { refused: 'no \u001b[31mscore' } : {};
      reduce(state, { type: 'run.steered', number, order: { kind: 'unpin', candidate: 9 }, committed: 2, ...refused });
      for (const display of displays) display.update(state);
    }
    for (const display of displays) display.end();
    expect(pipe.text().match(/^r0001 order \d after 2 slots: unpin candidate 9/gm)).toHaveLength(4);
    expect(pipe.raw()).not.toContain('\u001b');
    const block = terminal.text();
    expect(block).toMatch(/ steered +order 2 after 2 slots: unpin candidate 9\n +order 3 .*\n +order 4 .*refused: no /);
    expect(block).not.toContain('order 1 ');
  });

  it('on a terminal is one block with everything that matters', () => {
    const { stream, text } = recordingStream(true);
    const progress = createProgress(
      header,
      clockAt(() => 0),
      stream,
    );
    progress.update(sampleState(sampleSpec(), [5, 4, 'crash', 'rejected', 3]));
    expect(text()).toMatchInlineSnapshot(`
      "quadratic  r0001  seed 1  2 workers  bubblewrap  searching
        best       train 3  validation 3  seed program 5
        program    #4, generation 1, 10 nodes, by numeric-tuning
        curve      ▁
        speed      0 candidates/s  5 slots  60 % scored, 0 % screened out, 20 % known, 20 % failed
        operators  numeric-tuning 100 %  expression-mutation 0 %  statement-mutation 0 %  subtree-crossover 0 %
        budget     █░░░░░░░░░░░░░░░░░░░░░░░░░░░ 4 %  15 ms  left 360 ms
      "
    `);
  });

  it('writes nothing of its own accord but what redraws a block, whatever operators and units are called', () => {
    const { stream, raw } = recordingStream(true);
    const hostile = '\u001b]0;taken\u0007\u001b[2J\u009b31m\r\u202e\u001b[1Aend';
    const task = { ...sampleTask(), name: hostile, unit: hostile };
    const progress = createProgress(
      { ...header, id: hostile, task, sandbox: hostile },
      clockAt(() => 0),
      stream,
    );
    progress.update(sampleState(sampleSpec(), [5, 4]));
    progress.end();
    expect(raw()).toContain('end');
    // The cursor is hidden and shown, lines are erased, and a drawing is announced and ended.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    const drawn = raw().replace(/\u001b\[(\?\d+[lh]|\d*[ABGK])/g, '');
    expect(drawn).not.toMatch(/[[\p{Cc}\p{Cf}]--[\n]]/v);
    expect(drawn.split('\n').filter((line) => line.startsWith('end'))).toEqual([]);
  });

  it('marks a run without a sandbox', () => {
    const { stream, text } = recordingStream(true);
    const progress = createProgress(
      { ...header, sandbox: 'none' },
      clockAt(() => 0),
      stream,
    );
    progress.update(sampleState(sampleSpec(), [5]));
    expect(text()).toContain('NO SANDBOX');
  });
});
