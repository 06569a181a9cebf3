import { posix } from 'node:path';

/** The floors of the house: a module may import its own floor and the floors below. */
const FLOORS: Readonly<Record<string, number>> = {
  base: 0,
  core: 1,
  store: 2,
  sandbox: 2,
  models: 2,
  tasks: 2,
  search: 3,
  engine: 4,
  labs: 5,
  study: 5,
  server: 6,
  cli: 7,
};
/** Modules that stand directly in src/. */
const ROOT_MODULES: Readonly<Record<string, number>> = { 'evolve.ts': 5, 'index.ts': 8 };

/** Modules by path, each with the names it imports and the files it loads at run time, as written in its text. */
export type ModuleGraph = ReadonlyMap<
  string,
  { readonly imported: readonly string[]; readonly loaded: readonly string[] }
>;

export function floorOf(path: string): number | undefined {
  const [, name = '', ...inside] = path.split('/');
  return inside.length === 0 ? ROOT_MODULES[name] : FLOORS[name];
}

function labOf(path: string): string | undefined {
  return /^src\/labs\/([^/]+)\//.exec(path)?.[1];
}

function isRelative(name: string): boolean {
  return name.startsWith('./') || name.startsWith('../');
}

export function resolve(from: string, name: string): string {
  return posix.normalize(posix.join(posix.dirname(from), name));
}

function violationOfSource(from: string, name: string, graph: ModuleGraph): string | undefined {
  const floor = floorOf(from);
  if (floor === undefined) return 'stands in a folder that has no floor (test/floors.ts)';
  if (!isRelative(name)) {
    if (/^kaizen-rsi(\/|$)/.test(name)) return `imports its own package by name: ${name}`;
    return floor === 0 && !name.startsWith('node:') ? `base imports node: modules only, not ${name}` : undefined;
  }
  const target = resolve(from, name);
  if (!target.startsWith('src/')) return `imports ${target}, which is not part of src/`;
  if (!graph.has(target)) return `imports ${target}, which is not a module`;
  const targetFloor = floorOf(target) ?? Number.POSITIVE_INFINITY;
  if (targetFloor > floor) return `(floor ${floor}) imports ${target} (floor ${targetFloor})`;
  const lab = labOf(from);
  const targetLab = labOf(target);
  if (lab !== undefined && targetLab !== undefined && lab !== targetLab) return `imports another lab: ${target}`;
  return undefined;
}

function violationOfWeb(from: string, name: string): string | undefined {
  if (!isRelative(name)) return undefined;
  const target = resolve(from, name);
  return /^(web|src\/base|src\/core)\//.test(target) ? undefined : `web imports base and core only, not ${target}`;
}

/** One readable line per import that goes up or sideways. */
export function floorViolations(graph: ModuleGraph): string[] {
  const violations: string[] = [];
  for (const [from, { imported, loaded }] of graph) {
    for (const name of [...imported, ...loaded]) {
      const violation = from.startsWith('web/') ? violationOfWeb(from, name) : violationOfSource(from, name, graph);
      if (violation !== undefined) violations.push(`${from} ${violation}`);
    }
  }
  return violations;
}

/** Import cycles, each as `a -> b -> a`. Depth-first search; one cycle is reported per closing edge. */
export function importCycles(graph: ModuleGraph): string[] {
  const cycles: string[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (module: string): void => {
    const open = path.indexOf(module);
    if (open >= 0) {
      cycles.push([...path.slice(open), module].join(' -> '));
      return;
    }
    if (done.has(module)) return;
    path.push(module);
    for (const name of graph.get(module)?.imported ?? []) if (isRelative(name)) visit(resolve(module, name));
    path.pop();
    done.add(module);
  };
  for (const module of graph.keys()) visit(module);
  return cycles;
}
