import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { paint } from './paint.ts';
import { screenText } from './screen.ts';
import { table } from './table.ts';

const terminal = Object.assign(new PassThrough(), { isTTY: true, getColorDepth: () => 4 }) as unknown;
const bold = (text: string): string => paint('bold', text, terminal as NodeJS.WriteStream);

// The tests decide what is a terminal, not the shell that they are started from.
beforeAll(() => {
  for (const name of ['NO_COLOR', 'NODE_DISABLE_COLORS', 'FORCE_COLOR']) vi.stubEnv(name, undefined);
});
afterAll(() => {
  vi.unstubAllEnvs();
});

describe('the screen', () => {
  it('shows our own colours, and those of nobody else', () => {
    expect(screenText(`${bold('best')} \u001b[1mmine\u001b[22m`)).toBe(
      '\u001b[1mbest\u001b[22m \\u{1b}[1mmine\\u{1b}[22m',
    );
    // A name that was given a colour of ours can still not end it early.
    expect(screenText(bold('a\u001b[22mb'))).toBe('\u001b[1ma\\u{1b}[22mb\u001b[22m');
  });

  it('no terminal, no colours', () => {
    expect(paint('bold', 'best', new PassThrough() as unknown as NodeJS.WriteStream)).toBe('best');
  });

  it('a table measures what is seen, not colours', () => {
    const rows = table([
      [bold('ab'), 'x'],
      ['abc', 'y'],
    ]);
    expect(screenText(rows)).toBe('\u001b[1mab\u001b[22m   x\nabc  y');
  });
});
