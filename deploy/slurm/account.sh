#!/usr/bin/env bash
# Accounts a region on a Slurm cluster: one job prepares, an array of jobs computes the shards, one puts them
# together. All machines must see REGION, OUT and the program under the same paths.
#
#   deploy/slurm/account.sh REGION OUT SHARDS [ARGUMENT OF sbatch …]
#   deploy/slurm/account.sh /data/country /scratch/country 64 --partition=long --cpus-per-task=16 --mem=4G
#
# SHANSHUI: the program (default: shanshui). Prints the number of the last job, whose end is the account's.
# A shard that failed is asked for again with the same command: finished tiles are not computed twice.
set -euo pipefail

[[ $# -ge 3 ]] || { sed -n '2,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }
region=$1 out=$2 shards=$3
shift 3
program=${SHANSHUI:-shanshui}
mkdir -p "$out"

# submit NAME ARGUMENTS-OF-SBATCH -- COMMAND: prints the job's number.
submit() {
  local name=$1 number=%j options=()
  shift
  while [[ $1 != -- ]]; do
    options+=("$1")
    [[ $1 != --array=* ]] || number=%A-%a
    shift
  done
  shift
  sbatch --parsable --job-name="$name" --output="$out/$name-$number.txt" --export=ALL \
    "${options[@]}" --wrap="$(printf '%q ' "$@") \
\${SLURM_ARRAY_TASK_ID:+--shard \$SLURM_ARRAY_TASK_ID/$shards} \
--threads \${SLURM_CPUS_PER_TASK:-1}" | cut -d';' -f1
}

account=("$program" account "$region" --out "$out" --quiet)
# One tile, and with it all layers that are derived before the walk: else each shard would derive them itself.
first=$(submit shanshui-prepare "$@" -- "${account[@]}" --shard 1/1000000000)
array=$(submit shanshui-shard "$@" --array="1-$shards" --dependency="afterok:$first" -- "${account[@]}")
submit shanshui-merge "$@" --dependency="afterok:$array" -- "${account[@]}" --merge
