import { createHash } from 'node:crypto';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import type { Program } from '../../core/program.ts';
import { CandidateFault } from '../contract.ts';
import type { CommandLauncher } from './launcher.ts';
import { writeProgram } from './program-folder.ts';
import { runToEnd } from './run-to-end.ts';
import type { Tool } from './toolchain.ts';

/** What became of a program's files: a tar archive that is only ever unpacked inside a sandbox, or why there is none. */
export type Build =
  | { readonly archive: string; readonly cpuMs: number }
  | { readonly fault: CandidateFault; readonly cpuMs: number };

export interface BuildOptions {
  readonly words: readonly string[];
  readonly tool: Tool;
  readonly readable: readonly string[];
  readonly hidden: readonly string[];
  readonly launcher: CommandLauncher;
  readonly memoryMb: number;
  /** An existing folder of our own. */
  readonly folder: string;
  readonly clock: Clock;
}

/** Compilers need more than what they compile. */
const LEAST_MEMORY_MB = 1_024;
/** What building one program may take. */
export const BUILD_MS = 120_000;
const MAX_ARCHIVE_BYTES = 128 * 1024 * 1024;
const KEPT_BYTES = 512 * 1024 * 1024;
const SHOWN = 1_500;

/** Builds in a scratch folder; what it holds afterwards leaves the sandbox as bytes, so no path of it is ever followed. */
const BUILD = 'from=$1; shift; cp -R "$from/." . && "$@" >&2 </dev/null && exec tar -cf - .';

/**
 * Builds each program once, in the sandbox. A program that does not build is remembered as well: asking again costs
 * nothing. Old archives are removed when they take too much room.
 */
export class Builds {
  readonly #options: BuildOptions;
  readonly #known = new Map<string, Promise<Build>>();
  readonly #archives = new Map<string, number>();

  constructor(options: BuildOptions) {
    this.#options = options;
  }

  /** The build, and whether this call paid for it. */
  async get(program: Program): Promise<{ build: Build; isNew: boolean }> {
    const known = this.#known.get(program.hash);
    if (known !== undefined) return { build: await known, isNew: false };
    const building = this.#make(program);
    this.#known.set(program.hash, building);
    return { build: await building, isNew: true };
  }

  async #make(program: Program): Promise<Build> {
    const { words, tool, readable, hidden, launcher, memoryMb, folder, clock } = this.#options;
    const name = createHash('sha256').update(program.hash).digest('hex').slice(0, 32);
    const source = join(folder, `source-${name}`);
    try {
      writeProgram(source, program);
    } catch (thrown) {
      if (thrown instanceof CandidateFault) return { fault: thrown, cpuMs: 0 };
      throw thrown;
    }
    const finished = await runToEnd(
      launcher.command({
        words: ['/bin/sh', '-c', BUILD, 'sh', source, tool.program, ...tool.words, ...words.slice(1)],
        readOnly: [source, ...tool.readOnly, ...readable],
        hidden,
        path: tool.path,
        environment: tool.environment,
        memoryMb: Math.max(LEAST_MEMORY_MB, memoryMb),
        scratchMb: 256,
      }),
      { maxBytes: MAX_ARCHIVE_BYTES, limitMs: BUILD_MS, clock },
    );
    rmSync(source, { recursive: true, force: true });
    const { code, output, errors, cpuMs, isLate, isOutOfMemory, killed, how } = finished;
    if (code !== 0 || killed !== undefined) {
      const why = isOutOfMemory ? 'out of memory' : (killed ?? how);
      const said = errors.replaceAll(`${source}/`, '').slice(0, SHOWN);
      return { fault: new CandidateFault(isLate ? 'timeout' : 'crash', `it does not build (${why}): ${said}`), cpuMs };
    }
    const archive = join(folder, `build-${name}.tar`);
    writeFileSync(archive, output, { mode: 0o644 });
    this.#archives.set(program.hash, output.byteLength);
    this.#makeRoom(program.hash);
    return { archive, cpuMs };
  }

  #makeRoom(latest: string): void {
    let kept = [...this.#archives.values()].reduce((sum, bytes) => sum + bytes, 0);
    for (const [hash, bytes] of this.#archives) {
      if (kept <= KEPT_BYTES || hash === latest) return;
      kept -= bytes;
      this.#archives.delete(hash);
      const known = this.#known.get(hash);
      this.#known.delete(hash);
      // A process that has begun to unpack it keeps its own view of the file.
      void known?.then((build) => 'archive' in build && statSync(build.archive).isFile() && rmSync(build.archive));
    }
  }
}
