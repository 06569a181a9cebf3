import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type LockedPackages, missingFromLock } from '../scripts/complete-lock.ts';
import { quantile } from '../src/base/statistics.ts';
import { committedFiles, filesUnder, isTest, isTypeScript, read } from './source-tree.ts';
import { dottedName, lineOf, parse, type SyntaxNode } from './syntax.ts';

const everything = filesUnder('src', 'tasks', 'testing', 'test', 'bench', 'scripts', 'bin', 'web', 'examples');
const code = everything.filter((path) => isTypeScript(path) || /\.m?js$/.test(path));
const source = code.filter((path) => path.startsWith('src/') && isTypeScript(path));
const modules = source.filter((path) => !isTest(path));

const lineCount = (path: string): number => read(path).trimEnd().split('\n').length;

/** `path:line what` for every node or comment that a rule objects to. */
function objections(paths: readonly string[], rule: (node: SyntaxNode) => string | undefined): string[] {
  return paths.flatMap((path) => {
    const text = read(path);
    return parse(path, text).nodes.flatMap((node) => {
      const what = rule(node);
      return what === undefined ? [] : [`${path}:${lineOf(text, node.start)} ${what}`];
    });
  });
}

describe('size', () => {
  it('no file is longer than 500 lines', () => {
    expect(code.length).toBeGreaterThan(30);
    expect(code.filter((path) => lineCount(path) > 500)).toEqual([]);
  });

  it('the median module has at most 120 lines, and nine in ten at most 350', () => {
    const counts = modules.map(lineCount);
    expect(quantile(counts, 0.5)).toBeLessThanOrEqual(120);
    expect(quantile(counts, 0.9)).toBeLessThanOrEqual(350);
  });
});

describe('types and lint', () => {
  it('src says nowhere "any"', () => {
    expect(objections(source, (node) => (node.type === 'TSAnyKeyword' ? 'any' : undefined))).toEqual([]);
  });

  it('src silences neither the compiler nor the linter', () => {
    const silenced = source.flatMap((path) =>
      parse(path, read(path))
        .comments.filter(({ value }) => /@ts-(ignore|nocheck|expect-error)|biome-ignore|eslint-disable/.test(value))
        .map(({ start }) => `${path}:${lineOf(read(path), start)}`),
    );
    // Tests may expect a type error: that is a check, not a silence.
    expect(silenced.filter((place) => !/\.test(-d)?\.ts:/.test(place))).toEqual([]);
  });
});

describe('chance and time', () => {
  const FORBIDDEN = new Set([
    'Math.random',
    'crypto.randomUUID',
    'randomUUID',
    'randomBytes',
    'Date.now',
    'performance.now',
    'process.hrtime',
    'process.env',
    'setTimeout',
    'setInterval',
    'setImmediate',
  ]);
  const isNameless = (node: SyntaxNode): boolean => Array.isArray(node.arguments) && node.arguments.length === 0;

  it('base, core, search and engine reach them only through Random and Clock', () => {
    const pure = modules.filter(
      (path) => /^src\/(base|core|search|engine)\//.test(path) && path !== 'src/base/clock.ts',
    );
    expect(pure.length).toBeGreaterThan(10);
    const found = objections(pure, (node) => {
      if (node.type === 'NewExpression' && isNameless(node) && dottedName(node.callee as SyntaxNode) === 'Date') {
        return 'new Date()';
      }
      const name = dottedName(node)?.replace(/^globalThis\./, '');
      return name !== undefined && FORBIDDEN.has(name) ? name : undefined;
    });
    expect(found).toEqual([]);
  });

  it('the rule sees the clock where it is allowed', () => {
    const names = parse('src/base/clock.ts', read('src/base/clock.ts')).nodes.map(dottedName);
    expect(names).toEqual(expect.arrayContaining(['Date.now', 'performance.now', 'setTimeout']));
  });
});

describe('the terminal', () => {
  it('is written to in one place, where nothing hidden in a text passes', () => {
    const places = objections(
      modules.filter((path) => path.startsWith('src/cli/')),
      (node) => /^(console\.\w+|process\.std(out|err)\.write)$/.exec(dottedName(node) ?? '')?.[0],
    );
    // `print` writes JSON, which hides nothing either.
    expect(places.map((place) => place.split(':')[0])).toEqual(['src/cli/context.ts', 'src/cli/render/screen.ts']);
  });
});

describe('names', () => {
  it('files and folders are in kebab case', () => {
    const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
    const odd = code.filter((path) =>
      path.split('/').some((part) => !KEBAB.test(part.replace(/(\.(test|test-d|config|d))?\.(tsx?|m?js)$/, ''))),
    );
    expect(odd).toEqual([]);
  });

  it('nothing is called after its kind', () => {
    const VAGUE = /^(utils?|helpers?|misc|common|types|interfaces)$/;
    const odd = code.filter(
      (path) =>
        /^(utils?|helpers?|misc)\.(tsx?|m?js)$/.test(basename(path)) ||
        path.split('/').some((part, index, parts) => index < parts.length - 1 && VAGUE.test(part)),
    );
    expect(odd).toEqual([]);
  });
});

describe('error codes', () => {
  /** Quoted codes; names of environment variables are read with a dot or as `env['…']`, so they do not count. */
  const used = new Set(
    [...modules, 'bin/kaizen.mjs'].flatMap((path) =>
      [...read(path).matchAll(/(?<!env\[)['"`][[]?(KAIZEN_[A-Z0-9_]*[A-Z0-9])\b/g)].map((match) => match[1] as string),
    ),
  );
  const listed = [...read('docs/errors.md').matchAll(/^\| `(KAIZEN_[A-Z0-9_]+)` \|/gm)].map((match) => match[1]);

  it('are all explained in docs/errors.md', () => {
    expect(used.size).toBeGreaterThan(0);
    expect([...used].filter((code) => !listed.includes(code)).sort()).toEqual([]);
  });

  it('docs/errors.md explains none that is gone, in alphabetical order, each once', () => {
    expect(listed.filter((code) => code !== undefined && !used.has(code))).toEqual([]);
    expect(listed).toEqual([...new Set(listed)].sort());
  });
});

describe('the repository', () => {
  it('names no path of a developer machine', () => {
    // Spelt in parts, so that this file does not object to itself.
    const MACHINE = new RegExp(`(^|[\\s'"\`(=:,;])/(${['work', 'Users/\\w+', 'mnt/data'].join('|')})/`, 'm');
    const files = committedFiles();
    expect(files).toContain('package.json');
    const texts = files.filter((path) => !/\.(png|jpe?g|gif|webp|ico|woff2?|zip|gz|sqlite|wasm)$/.test(path));
    expect(texts.filter((path) => MACHINE.test(read(path)))).toEqual([]);
  });

  const lock = JSON.parse(read('package-lock.json')) as { packages: LockedPackages };

  it('approves the install scripts of exactly the libraries that have one', () => {
    // By name: npm cannot check versions in a lock file without registry addresses.
    const manifest = JSON.parse(read('package.json')) as { allowScripts: Record<string, boolean> };
    const scripted = Object.entries(lock.packages).filter(([, entry]) => entry.hasInstallScript);
    const names = scripted.map(([place]) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length));
    expect(manifest.allowScripts).toEqual(Object.fromEntries(names.map((name) => [name, true])));
  });

  it('locks every optional dependency (else "npm ci" fails; add them with: node scripts/complete-lock.ts)', () => {
    expect(Object.keys(lock.packages).length).toBeGreaterThan(50);
    expect(missingFromLock(lock.packages)).toEqual([]);
  });
});
