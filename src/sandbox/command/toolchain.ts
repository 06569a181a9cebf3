import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { KaizenError } from '../../base/errors.ts';
import { holdsHome, isWithin } from '../../base/is-within.ts';

/** A command of the user's machine, and what of the machine it needs to see. */
export interface Tool {
  /** What to start inside the sandbox. */
  readonly program: string;
  /** Arguments that it needs in the sandbox, before those of the task. */
  readonly words: readonly string[];
  /** Folders and files outside of the system's own that it needs. */
  readonly readOnly: readonly string[];
  /** Folder of its programs, for the search path inside. */
  readonly path: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

const PROBE_MS = 20_000;
const SYSTEM = ['/usr', '/bin', '/lib', '/lib64', '/sbin'];

/**
 * Prints the interpreter and the folders that it imports from, without those of PYTHONPATH and of the user: inside there are
 * neither, so it could not import from them, and programs could read them.
 */
const PYTHON_WORDS = ['-E', '-s', '-c'];
const PYTHON_PROBE =
  'import json,sys;print(json.dumps([sys.executable,sys.prefix,sys.base_prefix,*[p for p in sys.path if p]]))';

/** What to install, by the name of the command. */
const PACKAGES: Readonly<Record<string, string>> = {
  python3: 'python3',
  python: 'python3',
  'g++': 'g++',
  gcc: 'gcc',
  'clang++': 'clang',
  clang: 'clang',
  rustc: 'rustc',
  cargo: 'cargo',
  go: 'golang-go',
  make: 'make',
  julia: 'julia',
};

/** Runs a trusted command of the user's, with the user's environment; undefined when it fails. */
function ask(program: string, words: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(program, words, { encoding: 'utf8', timeout: PROBE_MS });
  return status === 0 ? stdout.trim() : undefined;
}

function isOfSystem(path: string): boolean {
  return SYSTEM.some((folder) => isWithin(path, folder));
}

/**
 * Paths that exist and are not of the system, never a whole home or everything. One may lie inside another: there may be a
 * hidden folder between them.
 */
function needed(paths: readonly string[]): string[] {
  const kept = new Set<string>();
  // Links lead outside of what is bound unless their ends are bound too.
  for (const path of paths.flatMap((one) => (existsSync(one) ? [one, realpathSync(one)] : []))) {
    if (!isOfSystem(path) && !holdsHome(path)) kept.add(path);
  }
  return [...kept];
}

/**
 * Many compilers and interpreters say where their libraries are relative to themselves, which the loader finds out by
 * /proc, and there is none in the sandbox.
 */
function librariesBeside(program: string): Record<string, string> {
  const folder = join(dirname(dirname(realpathSync(program))), 'lib');
  return isOfSystem(folder) || !existsSync(folder) ? {} : { LD_LIBRARY_PATH: folder };
}

function python(name: string): Tool | undefined {
  const answer = ask(name, [...PYTHON_WORDS, PYTHON_PROBE]);
  if (answer === undefined) return undefined;
  const [program, ...folders] = JSON.parse(answer) as [string, ...string[]];
  // A virtual environment's interpreter is a link into the installation that it was made from.
  const real = realpathSync(program);
  return {
    program,
    words: [],
    readOnly: needed([...folders, dirname(dirname(real))]),
    path: [dirname(program)],
    environment: librariesBeside(program),
  };
}

/** A compiler whose own folder is asked for with `words`, and whose program is `bin/name` there. */
function rooted(name: string, words: readonly string[]): Tool | undefined {
  const root = ask(name, words);
  if (root === undefined || !existsSync(root)) return undefined;
  const program = join(root, 'bin', name);
  if (!existsSync(program)) return undefined;
  const environment = librariesBeside(program);
  return { program, words: [], readOnly: needed([root]), path: [join(root, 'bin')], environment };
}

/** The linker that Rust brings along looks for itself in /proc; that of the system does not. */
const SYSTEM_LINKER = ['-C', 'linker-features=-lld'];

function rust(name: string): Tool | undefined {
  const tool = rooted(name, ['--print', 'sysroot']) ?? rooted('rustc', ['--print', 'sysroot']);
  // Only newer versions bring one, and only they know the option.
  if (tool === undefined || ask('rustc', [...SYSTEM_LINKER, '--print', 'sysroot']) === undefined) return tool;
  if (name === 'rustc') return { ...tool, words: SYSTEM_LINKER };
  return { ...tool, environment: { ...tool.environment, RUSTFLAGS: SYSTEM_LINKER.join(' ') } };
}

function other(name: string): Tool | undefined {
  const found = name.startsWith('/') ? name : ask('/bin/sh', ['-c', 'command -v -- "$1"', 'sh', name]);
  if (found === undefined || !existsSync(found)) return undefined;
  return {
    program: found,
    words: [],
    readOnly: needed([found, realpathSync(found)]),
    path: [dirname(found)],
    environment: {},
  };
}

const known = new Map<string, Tool>();

/**
 * Finds a command on the user's search path, as the user would start it. A word with a slash that is not absolute is a
 * file of the candidate and stays as it is. Throws KAIZEN_TOOL_MISSING.
 */
export function findTool(name: string): Tool {
  if (name.includes('/') && !name.startsWith('/'))
    return { program: name, words: [], readOnly: [], path: [], environment: {} };
  const cached = known.get(name);
  if (cached !== undefined) return cached;
  const base = name.slice(name.lastIndexOf('/') + 1);
  let tool: Tool | undefined;
  if (/^(python|pypy)[\d.]*$/.test(base)) tool = python(name);
  else if (base === 'rustc' || base === 'cargo') tool = rust(base);
  else if (base === 'go') tool = rooted(name, ['env', 'GOROOT']);
  tool ??= other(name);
  if (tool === undefined) {
    const install = PACKAGES[base];
    throw new KaizenError('KAIZEN_TOOL_MISSING', `the command ${name} is not on this machine, or does not start`, {
      wanted: `${name}, which this task needs to run its programs`,
      got: 'nothing of that name on the search path that answers',
      next: install === undefined ? 'install it, or name another one in task.json' : `apt-get install ${install}`,
    });
  }
  known.set(name, tool);
  return tool;
}
