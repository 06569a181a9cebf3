import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KaizenError } from '../../base/errors.ts';
import type { PythonRuntime } from '../../core/runtime.ts';
import type { CommandLauncher } from './launcher.ts';
import { LineProcess, NoLine } from './line-process.ts';
import { parseLooseJson } from './loose-json.ts';
import { findTool } from './toolchain.ts';

/** Where the Python side lies: `python/` at the package root, from `src/sandbox/command/` or `dist/src/sandbox/command/`. */
function findPythonFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const place = join(folder, 'python');
    if (existsSync(join(place, 'kaizen_host', '__main__.py'))) return place;
    if (folder === dirname(folder)) {
      throw new KaizenError('KAIZEN_INSTALLATION_BROKEN', 'the Python part of Kaizen is not there', {
        wanted: 'the folder python/ in the package',
        next: 'install the package again',
      });
    }
  }
}

/** Kaizen's Python packages: `kaizen_task` for evaluators, and what runs programs inside the sandbox. */
export const pythonFolder = findPythonFolder();

/** Threads of numerical libraries would fight for the processors that other candidates run on. */
const ENVIRONMENT = {
  PYTHONPATH: pythonFolder,
  PYTHONHASHSEED: '0',
  PYTHONDONTWRITEBYTECODE: '1',
  PYTHONUNBUFFERED: '1',
  LANG: 'C.UTF-8',
  OMP_NUM_THREADS: '1',
  OPENBLAS_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
  NUMEXPR_NUM_THREADS: '1',
  MPLBACKEND: 'Agg',
};

const MAX_READY_BYTES = 65_536;
/** Importing large libraries from a cold disk takes its time. */
const START_MS = 60_000;

/** A host that has imported what its task needs and waits for programs. */
export interface PythonHost {
  readonly process: LineProcess;
  /** Rejects with KaizenError when it cannot be used. */
  readonly ready: Promise<void>;
}

export function startPythonHost(runtime: PythonRuntime, launcher: CommandLauncher, memoryMb: number): PythonHost {
  const tool = findTool(runtime.python);
  const { folder } = runtime.options;
  const { hidden = [] } = runtime;
  const readOnly = [...tool.readOnly, pythonFolder, ...runtime.readable];
  const configuration = {
    ...runtime.options,
    mode: runtime.mode,
    preload: runtime.preload,
    isolated: launcher.isIsolated,
    standIns: [join(pythonFolder, 'stand-ins')],
    // Some of them may lie in scratch folders, which are emptied after each program.
    given: [...readOnly, ...hidden],
  };
  const process = new LineProcess(
    launcher.command({
      words: [tool.program, '-m', 'kaizen_host', JSON.stringify(configuration)],
      readOnly,
      hidden,
      path: tool.path,
      environment: { ...ENVIRONMENT, ...tool.environment },
      memoryMb,
      scratchMb: 256,
      ...(typeof folder === 'string' && { folder }),
    }),
  );
  const timer = setTimeout(() => process.kill('it was not ready in time'), START_MS);
  const ready = waitUntilReady(process, tool.program).finally(() => clearTimeout(timer));
  // Nobody may be waiting for it when a host is ended early.
  ready.catch(() => {});
  return { process, ready };
}

async function waitUntilReady(process: LineProcess, python: string): Promise<void> {
  let line: string;
  try {
    line = await process.read(MAX_READY_BYTES);
  } catch (thrown) {
    if (!(thrown instanceof NoLine)) throw thrown;
    throw new KaizenError('KAIZEN_SANDBOX_START', 'the Python host did not start', {
      wanted: 'Python 3.8 or newer',
      got: `${thrown.message}: ${thrown.end.errors.slice(-600)}`,
      next: `try it with: ${python} --version; run \`kaizen doctor\` to see what this machine allows`,
    });
  }
  const { failed } = parseLooseJson(line) as { failed?: { reason: string; module: string | null } };
  if (failed === undefined) return;
  const { reason, module } = failed;
  throw new KaizenError('KAIZEN_EVALUATOR_INVALID', 'the evaluator of this task cannot be imported', {
    wanted: `an evaluator that ${python} can import inside the sandbox, which sees its folder and installed packages`,
    got: reason,
    next: missingModule(module, python) ?? 'correct the evaluator; it may read files of its own folder only',
  });
}

/** What to do about a module that is not there; undefined where nothing of the kind is said. */
export function missingModule(module: string | null | undefined, python: string): string | undefined {
  if (module === null || module === undefined || !/^[\w.]+$/.test(module)) return undefined;
  const name = module.split('.')[0];
  return `${python} -m pip install ${name}; or name another interpreter in the field python of task.json`;
}
