#!/usr/bin/env bash
# Runs a command with the shard of this MPI rank: rank 0 of 4 is --shard 1/4. Knows Open MPI, MPICH and srun.
set -euo pipefail

rank=${OMPI_COMM_WORLD_RANK:-${PMI_RANK:-${SLURM_PROCID:-}}}
size=${OMPI_COMM_WORLD_SIZE:-${PMI_SIZE:-${SLURM_NTASKS:-}}}
[[ -n $rank && -n $size ]] || { echo "没有 MPI 的进程号 · no MPI rank; start it by mpirun or srun" >&2; exit 2; }
exec "$@" --shard "$((rank + 1))/$size"
