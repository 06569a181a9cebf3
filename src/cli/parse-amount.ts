import { InvalidArgumentError } from 'commander';

const SUFFIXES: Readonly<Record<string, number>> = { '': 1, k: 1e3, M: 1e6, G: 1e9 };
const SECONDS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600 };

/** A count such as `5000`, `20k` or `1.5M`. */
export function parseCount(text: string): number {
  const match = /^(\d+(?:\.\d+)?)([kMG]?)$/.exec(text);
  const value = match && Math.round(Number(match[1]) * (SUFFIXES[match[2] as string] as number));
  if (!value) throw new InvalidArgumentError('wanted a count above 0, such as 5000, 20k or 1.5M');
  return value;
}

/** A duration such as `90`, `90s`, `2m` or `1h`; returns milliseconds. */
export function parseDuration(text: string): number {
  const match = /^(\d+(?:\.\d+)?)([smh]?)$/.exec(text);
  const value = match && Math.round(Number(match[1]) * (SECONDS[match[2] as string] as number) * 1000);
  if (!value) throw new InvalidArgumentError('wanted a duration above 0, such as 90, 90s, 2m or 1h');
  return value;
}

/** Dollars such as `0.50`; returns millionths. */
export function parseDollars(text: string): number {
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value))
    throw new InvalidArgumentError('wanted an amount in US dollars above 0, such as 0.50');
  return Math.round(value * 1e6);
}

/** Any finite number, such as `-3`, `0.25` or `1e-6`. */
export function parseNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('wanted a number, such as 0.25');
  return value;
}

/** Any whole number, also a negative one. */
export function parseInteger(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value)) throw new InvalidArgumentError('wanted a whole number');
  return value;
}

export function parsePositive(text: string): number {
  const value = parseInteger(text);
  if (value < 1) throw new InvalidArgumentError('wanted a whole number of at least 1');
  return value;
}
