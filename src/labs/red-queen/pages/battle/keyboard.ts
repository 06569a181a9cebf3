import type { Browser, PageElement } from '../browser.ts';

/** What a key does. */
export interface Commands {
  toggle(): void;
  /** Goes on by so many instructions; back if negative. */
  stepBy(instructions: number): void;
  /** Goes on by so many turns; back if negative. */
  turnBy(turns: number): void;
  goTo(end: 'begin' | 'end'): void;
  nextDeath(): void;
  nextTouch(): void;
  roundBy(rounds: number): void;
  speedBy(steps: number): void;
}

/** Turns that PageUp and PageDown go through. */
const PAGE = 100;

/** Keys of fields stay with the fields, and combinations with the browser. */
export function listenToKeys(browser: Browser, commands: Commands): void {
  browser.document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const name = (event.target as PageElement | null)?.tagName;
    // The space bar presses a button that has the focus, and opens a list.
    if (name === 'SELECT' || (name === 'BUTTON' && (event.key === ' ' || event.key === 'Enter'))) return;
    const command = commandOf(event.key, event.shiftKey, commands);
    if (command === undefined) return;
    event.preventDefault();
    command();
  });
}

function commandOf(key: string, isShifted: boolean, commands: Commands): (() => void) | undefined {
  const table: Readonly<Record<string, () => void>> = {
    ' ': commands.toggle,
    ArrowRight: () => (isShifted ? commands.turnBy(1) : commands.stepBy(1)),
    ArrowLeft: () => (isShifted ? commands.turnBy(-1) : commands.stepBy(-1)),
    PageDown: () => commands.turnBy(PAGE),
    PageUp: () => commands.turnBy(-PAGE),
    Home: () => commands.goTo('begin'),
    End: () => commands.goTo('end'),
    d: commands.nextDeath,
    b: commands.nextTouch,
    ']': () => commands.roundBy(1),
    '[': () => commands.roundBy(-1),
    '+': () => commands.speedBy(1),
    '=': () => commands.speedBy(1),
    '-': () => commands.speedBy(-1),
  };
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
