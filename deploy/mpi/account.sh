#!/usr/bin/env bash
# Accounts a region under MPI: each rank computes a shard, then this machine puts them together. All machines
# must see REGION, OUT and the program under the same paths.
#
#   deploy/mpi/account.sh REGION OUT RANKS [ARGUMENT OF mpirun …]
#   deploy/mpi/account.sh /data/country /scratch/country 64 --hostfile machines --map-by ppr:4:node
#
# SHANSHUI: the program (default: shanshui); SHANSHUI_THREADS: threads of each rank (default: 1).
set -euo pipefail

[[ $# -ge 3 ]] || { sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }
region=$1 out=$2 ranks=$3
shift 3
program=${SHANSHUI:-shanshui}
account=("$program" account "$region" --out "$out" --quiet --threads "${SHANSHUI_THREADS:-1}")
mkdir -p "$out"

# One tile, and with it all layers that are derived before the walk: else each rank would derive them itself.
"${account[@]}" --shard 1/1000000000
mpirun -n "$ranks" "$@" "$(dirname "${BASH_SOURCE[0]}")/shard.sh" "${account[@]}"
"${account[@]}" --merge
