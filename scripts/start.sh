#!/bin/sh
# npm start: sets the clone up and runs the main job. exec, so that signals reach the program and nothing is left behind.
set -eu
cd "$(dirname "$0")/.."
node=$(sh scripts/setup.sh)
exec "$node" bin/kaizen.mjs run online-bin-packing "$@"
