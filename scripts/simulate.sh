#!/usr/bin/env bash
# Runs the ledger beside its oracle over seeds, on a disk that fails; two processes must come to one digest.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
seeds=${1:-20000}
from=${2:-1}
threads=$(nproc)
swift build -c release --product simulator
program=.build/release/simulator

reach=()
if [ "$seeds" -ge 10000 ]; then reach=(--reach); fi
"$program" --seeds "$seeds" --from "$from" --threads "$threads" "${reach[@]}"
digest() { "$program" --seeds 200 --from "$from" --threads "$1" | grep '^digest '; }
first=$(digest 1)
second=$(digest "$threads")
if [ "$first" != "$second" ]; then
  echo "two processes come to two digests: $first, $second" >&2
  exit 1
fi
