#!/usr/bin/env bash
# Measures `shanshui account` against plain reading by GDAL, on made-up regions of 2048² and 8192² cells.
# SHANSHUI_BENCH: folder for the regions (about 3 GB, kept and used again); SHANSHUI_THREADS, SHANSHUI_ROUNDS.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=${SHANSHUI_BENCH:-$root/.build/bench-data}
swift build --package-path "$root" -c release --product bench
SHANSHUI_HOME=$root "$root/.build/release/bench" account "$root/.build/release/shanshui" "$folder" \
  "${SHANSHUI_THREADS:-$(nproc)}" "${SHANSHUI_ROUNDS:-5}"
