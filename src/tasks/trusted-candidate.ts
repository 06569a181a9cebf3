import { stripTypeScriptTypes } from 'node:module';
import type { Json } from '../base/json.ts';
import { entryText, type Program } from '../core/program.ts';
import type { CandidateHandle } from '../core/task.ts';

/**
 * A candidate that runs in this process, with no sandbox and no limits: for tests of evaluators, with programs that you
 * wrote yourself. Answers take the way of JSON, as they do out of a sandbox, except that NaN, infinities and −0 survive.
 * Only programs of one file, without imports.
 */
export async function trustedCandidate(program: Program): Promise<CandidateHandle> {
  const source = entryText(program);
  const text = program.language === 'typescript' ? stripTypeScriptTypes(source) : source;
  // The hash makes equal texts of different programs different modules: each candidate starts with fresh variables.
  const url = `data:text/javascript,${encodeURIComponent(`${text}\n// ${program.hash} ${++loads}`)}`;
  const exports: Record<string, unknown> = await import(url);
  const memory = new Map<string, WeakMap<object, readonly unknown[]>>();

  return {
    program,
    async call(name: string, argumentLists: readonly (readonly Json[])[]) {
      const called = exports[name];
      if (typeof called !== 'function') throw new TypeError(`the program exports no function ${name}`);
      const known = memory.get(name) ?? new WeakMap();
      memory.set(name, known);
      const remembered = known.get(argumentLists);
      if (remembered !== undefined) return remembered;
      const answers = argumentLists.map((list) => carried(called(...list)));
      known.set(argumentLists, answers);
      return answers;
    },
    async drive(driver: string, input: Json) {
      const run: unknown = new Function(`return (${driver});`)();
      if (typeof run !== 'function') throw new TypeError('a driver must be a function');
      return carried(run(exports, input));
    },
  };
}

let loads = 0;

const MARK = '\u0000';

function carried(value: unknown): unknown {
  const text = JSON.stringify(value, (_name, item: unknown) => {
    if (typeof item !== 'number' || (Number.isFinite(item) && !Object.is(item, -0))) return item;
    return MARK + (Object.is(item, -0) ? '-0' : String(item));
  });
  if (text === undefined) return undefined;
  return JSON.parse(text, (_name, item: unknown) =>
    typeof item === 'string' && item.startsWith(MARK) ? Number(item.slice(1)) : item,
  );
}
