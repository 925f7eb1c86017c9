#!/usr/bin/env bash
# Builds a clean release in a folder of its own and prints the CPU seconds that the compiler spent on each
# target, the dearest first, then the total and the wall time.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
scratch=$root/.build/timing
stats=$scratch.stats

rm -rf "$scratch" "$stats"
mkdir -p "$stats"
began=$SECONDS
log=$stats/build.log
if ! (cd "$root" && swift build -c release --scratch-path "$scratch" --product shanshui \
  -Xswiftc -stats-output-dir -Xswiftc "$stats" >"$log" 2>&1); then
  cat "$log" >&2
  exit 1
fi
wall=$((SECONDS - began))

# Each compiler run leaves one file with lines "time.swift-frontend.<Target>-all-….user": seconds.
echo "CPU seconds per target, clean release build:"
sed -n 's/.*"time\.swift-frontend\.\([^-"]*\)-.*\.\(user\|sys\)": \([0-9.e+-]*\).*/\1 \3/p' "$stats"/*.json |
  awk '{ seconds[$1] += $2; total += $2 }
       END { for (name in seconds) printf "%8.1f  %s\n", seconds[name], name
             printf "%8.1f  total\n", total }' |
  sort -rn
echo "wall seconds: $wall on $(nproc) cores"
rm -rf "$scratch" "$stats"
