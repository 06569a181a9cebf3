import { constants, createContext, Script } from 'node:vm';
import { DriverError, type Engine, type EngineRealm } from './engine.ts';
import { type InstrumentedWrapper, REALM_SOURCE, type Realm } from './realm/realm.ts';

const BOOTSTRAP = new Script(REALM_SOURCE, { filename: 'realm' });
const MAX_DRIVERS = 64;

/**
 * Contexts of V8 without the contextify interceptors, in which text never becomes code. The context keeps candidates
 * apart from one another; it is no boundary against hostile code, the process around it is.
 */
export function createV8Engine(): Engine {
  const drivers = new Map<string, Script>();

  const compileDriver = (text: string): Script => {
    const known = drivers.get(text);
    if (known !== undefined) return known;
    let script: Script;
    try {
      script = new Script(`"use strict";(${text}\n)`, { filename: 'driver' });
    } catch (thrown) {
      throw new DriverError(thrown instanceof Error ? thrown.message : String(thrown));
    }
    if (drivers.size >= MAX_DRIVERS) drivers.clear();
    drivers.set(text, script);
    return script;
  };

  return {
    // The process is ended from outside: V8 cannot be stopped from inside without a thread.
    setDeadline: () => {},
    createRealm(): EngineRealm {
      const context = createContext(constants.DONT_CONTEXTIFY, {
        codeGeneration: { strings: false, wasm: false },
        microtaskMode: 'afterEvaluate',
      });
      const run = (script: Script): unknown => script.runInContext(context, { displayErrors: false });
      const realm = (run(BOOTSTRAP) as () => Realm)();
      return {
        start(text, seed, limit) {
          let script: Script;
          try {
            script = new Script(text, { filename: 'candidate' });
          } catch (thrown) {
            const reason = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : 'it does not compile';
            return `f${JSON.stringify({ status: 'crash', reason })}`;
          }
          return realm.start(run(script) as InstrumentedWrapper, seed, limit);
        },
        callNumbers(name, numbers, arity, outputBytes) {
          const inside = realm.allocate(numbers.byteLength);
          // A buffer of the realm is read and written through its slots, which runs no code of the realm.
          new Float64Array(inside).set(numbers);
          return realm.callNumbers(name, inside, arity, numbers.length / arity, outputBytes);
        },
        callJson: (name, text, isMarked, outputBytes) => realm.callJson(name, text, isMarked, outputBytes),
        drive(driver, text, isMarked, outputBytes) {
          const compiled = run(compileDriver(driver));
          if (typeof compiled !== 'function') throw new DriverError('it is not a function');
          return realm.drive(compiled, text, isMarked, outputBytes);
        },
        numbers: () => new Uint8Array(realm.numbers()),
        steps: () => realm.steps(),
        dispose: () => {},
      };
    },
  };
}
