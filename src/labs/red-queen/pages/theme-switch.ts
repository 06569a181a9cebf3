import { type Browser, elementOf } from './browser.ts';
import { DARK, LIGHT, type Theme } from './colours.ts';

/** Light or dark as the browser prefers, until the reader presses the button `mode`. */
export interface ThemeSwitch {
  readonly theme: Theme;
}

/** @param onChange the page has other colours from now on */
export function createThemeSwitch(browser: Browser, onChange: (theme: Theme) => void): ThemeSwitch {
  const { document } = browser;
  const darkness = browser.matchMedia('(prefers-color-scheme: dark)');
  let isDark = darkness.matches;
  const paint = (): void => {
    document.documentElement.className = isDark ? 'dark' : 'light';
  };
  const change = (next: boolean): void => {
    isDark = next;
    paint();
    onChange(isDark ? DARK : LIGHT);
  };
  elementOf(document, 'mode').addEventListener('click', () => change(!isDark));
  darkness.addEventListener('change', () => change(darkness.matches));
  paint();
  return {
    get theme() {
      return isDark ? DARK : LIGHT;
    },
  };
}
