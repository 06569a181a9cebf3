import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { ComponentSpec } from '../core/component.ts';
import { presetComponents } from './presets.ts';

const text = readFileSync(new URL('../../docs/labs/shinka.md', import.meta.url), 'utf8');

/** `role component option value` of every row of the first table. */
function documented(): string[] {
  const section = /## Settings of the preset\n([\s\S]*?)\n## /.exec(text)?.[1] ?? '';
  return [...section.matchAll(/^\| (\w+) \| `([\w-]+)` \| (\w*) ?\| (\S*) ?\|$/gm)].map(([, ...cells]) =>
    cells.join(' '),
  );
}

it('the table of settings says what the preset is', () => {
  const { operators, ...roles } = presetComponents('shinka');
  const rows = Object.entries(roles as Readonly<Record<string, ComponentSpec>>).flatMap(([role, { name, options }]) =>
    options === undefined
      ? [`${role} ${name}  `]
      : Object.entries(options).map(([option, value]) => `${role} ${name} ${option} ${value}`),
  );
  expect(operators.length).toBeGreaterThan(0);
  expect(documented().sort()).toEqual(rows.sort());
});
