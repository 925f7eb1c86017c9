#!/usr/bin/env bash
# Measures Shanshui against InVEST 3.20.2 and exactextract on the same made-up inputs: agreement, CPU, wall,
# memory.
#   scripts/bench-peers.sh [SIZE]    cells on a side, 2048 unless given
# SHANSHUI_PEERS: folder for the virtual environment, inputs and results; SHANSHUI_THREADS;
# SHANSHUI_MEMORY: MiB that routing may take; SHANSHUI_PROGRAMS: folder of programs that are built already.
set -euo pipefail

size=${1:-2048}
[[ $size =~ ^[0-9]+$ && $size -ge 256 ]] || { echo "SIZE: a whole number from 256, not '$size'" >&2; exit 2; }
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=${SHANSHUI_PEERS:-$root/.build/peers}
peers=$root/scripts/peers
programs=${SHANSHUI_PROGRAMS:-}
if [[ -z $programs ]]; then
  programs=$root/.build/release
  for product in shanshui bench; do swift build --package-path "$root" -c release --product "$product"; done
fi
mkdir -p "$folder"
"$peers/install.sh" "$folder/venv"
python=$folder/venv/bin/python
# D8 chooses among equal ways on flats by the order of its search: it is compared on relief without flats.
drained=$((size < 1024 ? size : 1024))
place=$folder/$size
mkdir -p "$place"
export SHANSHUI_HOME=$root PYTHONDONTWRITEBYTECODE=1
program=$programs/shanshui
memory=${SHANSHUI_MEMORY:-512}
"$python" "$peers/inputs.py" "$place/inputs" "$size"
"$python" "$peers/inputs.py" "$place/drained" "$drained" drained

echo "InVEST and Shanshui, ${size}² cells, multiple flow"
mkdir -p "$place/invest-mfd" "$place/invest-d8"
"$python" "$peers/invest.py" "$place/inputs" "$peers" "$place/invest-mfd" mfd
"$python" "$peers/ours.py" "$program" "$place/inputs" "$peers" "$place/ours-mfd" mfd "$memory"
"$python" "$peers/compare.py" "$place/inputs" "$place/invest-mfd" "$place/ours-mfd/account/account.csv" mfd \
  "$place/agreement-mfd.json"
echo "InVEST and Shanshui, ${drained}² cells without flats, D8"
"$python" "$peers/invest.py" "$place/drained" "$peers" "$place/invest-d8" d8 sdr ndr
"$python" "$peers/ours.py" "$program" "$place/drained" "$peers" "$place/ours-d8" d8 "$memory" sdr ndr
"$python" "$peers/compare.py" "$place/drained" "$place/invest-d8" "$place/ours-d8/account/account.csv" d8 \
  "$place/agreement-d8.json"
echo "exactextract and Shanshui"
"$python" "$peers/zonal.py" "$programs/bench" "$place/inputs/precipitation.tif" "$place/inputs" \
  "$place/zonal" "${SHANSHUI_THREADS:-$(nproc)}"
"$python" "$peers/summary.py" "$place"
