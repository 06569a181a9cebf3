#!/bin/sh
# npm test: sets the clone up and runs every check.
set -eu
cd "$(dirname "$0")/.."
node=$(sh scripts/setup.sh)
exec "$node" scripts/checks.ts "$@"
