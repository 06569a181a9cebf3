#!/bin/sh
# Makes a clone ready to run, and prints the path of a Node that can run it on stdout. All talk goes to stderr.
# Safe to call any number of times; costs a few milliseconds when there is nothing to do.
set -eu
cd "$(dirname "$0")/.."

say() { printf 'kaizen: %s\n' "$*" >&2; }

# 1. Libraries, when they are missing or older than the lock file (npm writes .package-lock.json last).
installed=node_modules/.package-lock.json
if [ ! -f "$installed" ] || [ -n "$(find package-lock.json -newer "$installed")" ]; then
  if ! command -v npm >/dev/null 2>&1; then
    say 'npm is missing: install Node 24 with npm from https://nodejs.org'
    exit 1
  fi
  say 'installing libraries with "npm ci" (once; about half a minute) ...'
  if ! npm ci --no-progress >/dev/null; then
    say '"npm ci" failed; its message stands above'
    exit 1
  fi
  # Equal times, so that a lock file with a time in the future is not installed again at every start.
  touch -r package-lock.json "$installed"
fi

# 2. A Node that is new enough: the one among the libraries, else the machine's.
can_run() {
  "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a === 22 && b >= 18) ? 0 : 1)' \
    >/dev/null 2>&1
}
node="$PWD/node_modules/.bin/node"
if ! can_run "$node"; then
  node=$(command -v node || true)
  if [ -z "$node" ] || ! can_run "$node"; then
    say '[KAIZEN_NODE_TOO_OLD] no Node 22.18 or newer: the "node" library has no working binary here.'
    say 'If npm blocks install scripts, run "npm rebuild node --ignore-scripts=false"; else install Node 24 from https://nodejs.org'
    exit 1
  fi
fi

# 3. bubblewrap, for sandboxed native speed. Without it candidates run in QuickJS: safe, and much slower.
if ! command -v bwrap >/dev/null 2>&1; then
  if [ "$(uname -s)" != Linux ]; then
    say 'no bubblewrap on this system (it needs Linux): candidates run in QuickJS, which is slower'
  elif [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    say 'installing bubblewrap with apt-get (once; set up as root) ...'
    log=$(mktemp)
    if {
      apt-get -o Acquire::Retries=1 -o Acquire::http::Timeout=20 update &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends bubblewrap
    } >"$log" 2>&1 </dev/null; then
      :
    else
      tail -n 3 "$log" >&2
      say 'bubblewrap could not be installed: candidates run in QuickJS, which is slower'
    fi
    rm -f "$log"
  else
    say 'for native speed install bubblewrap (Debian, Ubuntu: sudo apt-get install bubblewrap); going on with QuickJS'
  fi
fi

printf '%s\n' "$node"
