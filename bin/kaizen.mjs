#!/usr/bin/env node
// Checks the Node version, then starts src/cli/main, which runs when it is loaded. Everything up to the check is syntax
// that Node 12 can read, so that an old Node prints a sentence instead of a SyntaxError. For the same reason libraries are
// imported only afterwards.

const NEEDED = [22, 18];

/** A terminal's Ctrl-C reaches the program twice when npm or a launcher passes it on too: within this time it is one. */
const ONE_KEYPRESS_MS = 250;

function isNewEnough(version) {
  const parts = version.split('.').map(Number);
  return parts[0] > NEEDED[0] || (parts[0] === NEEDED[0] && parts[1] >= NEEDED[1]);
}

function complain(lines) {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exitCode = 1;
}

function tooOld() {
  complain([
    '[KAIZEN_NODE_TOO_OLD] This Node is too old for Kaizen',
    `  wanted: Node ${NEEDED.join('.')} or newer`,
    `  got:    Node ${process.versions.node}`,
    '  next:   in a clone, run "npm ci": it brings its own Node 24. Elsewhere install Node 24 from https://nodejs.org',
  ]);
}

/** Runs this file again under the Node that the clone brings, as if it had been started with it. */
function startAgain(spawn, node, file) {
  const child = spawn(node, [file].concat(process.argv.slice(2)), {
    stdio: 'inherit',
    env: Object.assign({}, process.env, { KAIZEN_STARTED_AGAIN: '1' }),
  });
  const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of forwarded) process.on(signal, () => child.kill(signal));
  child.on('error', tooOld);
  child.on('exit', (code, signal) => {
    if (signal === null) {
      process.exitCode = code;
      return;
    }
    for (const name of forwarded) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}

function withOldNode() {
  if (process.env.KAIZEN_STARTED_AGAIN) {
    tooOld();
    return;
  }
  Promise.all([import('node:child_process'), import('node:fs'), import('node:url')]).then((modules) => {
    const [childProcess, fs, url] = modules;
    const node = url.fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url));
    if (fs.existsSync(node)) startAgain(childProcess.spawn, node, url.fileURLToPath(import.meta.url));
    else tooOld();
  });
}

function countKeypressesOnce() {
  const emit = process.emit;
  let last = Number.NEGATIVE_INFINITY;
  process.emit = function (name, ...rest) {
    if (name === 'SIGINT') {
      const now = performance.now();
      if (now - last < ONE_KEYPRESS_MS) return true;
      last = now;
    }
    return emit.call(this, name, ...rest);
  };
}

/** Node warns about features that Kaizen uses on purpose; Node 24 about the last of them only. */
function silenceKnownWarnings() {
  const emitWarning = process.emitWarning;
  process.emitWarning = function (warning, ...rest) {
    if (/(SQLite|Type Stripping|stripTypeScriptTypes) is an experimental/.test(String(warning))) return;
    emitWarning.call(this, warning, ...rest);
  };
}

/**
 * Most of a short command's time goes into reading TypeScript: what was read once is kept for the next start, here and in
 * the processes that this one starts. In the user's own cache, because the system's temporary folder is anybody's.
 */
function keepCompiledCode(module, os, path) {
  if (process.env.NODE_COMPILE_CACHE === undefined) {
    const cache = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
    process.env.NODE_COMPILE_CACHE = path.join(cache, 'kaizen', 'compiled');
  }
  // Where the folder cannot be written this does nothing.
  module.enableCompileCache(process.env.NODE_COMPILE_CACHE);
}

function start() {
  countKeypressesOnce();
  silenceKnownWarnings();
  Promise.all([import('node:fs'), import('node:module'), import('node:os'), import('node:path')])
    .then(([fs, module, os, path]) => {
      keepCompiledCode(module, os, path);
      // Node strips types only outside node_modules, so an installed package runs from dist.
      const source = new URL('../src/cli/main.ts', import.meta.url);
      const isInstalled = source.pathname.includes('/node_modules/') || !fs.existsSync(source);
      const main = isInstalled ? new URL('../dist/src/cli/main.js', import.meta.url) : source;
      if (fs.existsSync(main)) return import(main.href);
      complain([
        '[KAIZEN_NOT_BUILT] This copy of Kaizen has no compiled program',
        `  wanted: ${main.pathname}`,
        '  next:   run "npm run build" in the package, or install it again',
      ]);
      return undefined;
    })
    .catch((error) => {
      if (error.code === 'ERR_MODULE_NOT_FOUND' && /Cannot find package/.test(error.message)) {
        complain([
          '[KAIZEN_LIBRARIES_MISSING] The libraries of Kaizen are not installed',
          `  got:    ${error.message}`,
          '  next:   run "npm ci" in the folder of the clone',
        ]);
      } else {
        complain([error instanceof Error ? error.stack : String(error)]);
      }
    });
}

if (isNewEnough(process.versions.node)) start();
else withOldNode();
