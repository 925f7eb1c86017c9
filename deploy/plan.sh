#!/usr/bin/env bash
# Plans an account on many machines from what `make bench-account` printed.
#
#   make bench-account | tee bench.txt
#   deploy/plan.sh bench.txt [CELLS [MACHINES [CORES [MBPS]]]]
#
# CELLS: of the grid (default 10.7e9: China at 30 m); MACHINES and CORES of each (default 8 and 16); MBPS:
# MB/s of the storage for all machines together (default 1000). See docs/national-plan.md.
set -euo pipefail

[[ $# -ge 1 ]] || { sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }
awk -v cells="${2:-10.7e9}" -v machines="${3:-8}" -v cores="${4:-16}" -v rate="${5:-1000}" '
  function middle(list, n,   i, j, swap) {
    for (i = 1; i < n; i++) for (j = i + 1; j <= n; j++)
      if (list[j] < list[i]) { swap = list[i]; list[i] = list[j]; list[j] = swap }
    return (list[int((n + 1) / 2)] + list[int(n / 2) + 1]) / 2
  }
  # 8192² round 1: reading 1.97 s (CPU 6.99 s, 1352 MB), account 5.01 s (CPU 17.80 s, 294 MB)
  match($0, /^[0-9]+² round/) {
    side = $1 + 0
    split($0, halves, "account ")
    split(halves[2], part, /CPU /)
    cpu[side, ++count[side]] = part[2] + 0
  }
  /^layer-mb:/ { megabytes = $2 }
  /^peak-memory-mb:/ { memory = $2 }
  END {
    if (!count[2048] || !count[8192] || !megabytes) {
      print "没有 make bench-account 的输出 · no output of make bench-account" > "/dev/stderr"
      exit 1
    }
    for (i = 1; i <= count[2048]; i++) small[i] = cpu[2048, i]
    for (i = 1; i <= count[8192]; i++) large[i] = cpu[8192, i]
    few = 2048 * 2048; many = 8192 * 8192
    per = (middle(large, count[8192]) - middle(small, count[2048])) / (many - few)
    fixed = middle(small, count[2048]) - per * few
    bytes = megabytes * 1048576 / many
    layers = cells * bytes / 1e9
    printf "CPU time per cell            %.0f ns\n", per * 1e9
    printf "fixed CPU time of a run      %.1f s\n", fixed
    printf "layers per cell on disk      %.1f bytes\n", bytes
    printf "cells                        %.3g\n", cells
    printf "tiles of 512²                %d\n", cells / 262144 + 1
    printf "layers                       %.0f GB\n", layers
    printf "CPU time of all shards       %.2f core hours\n", (cells * per + machines * fixed) / 3600
    hours = (cells * per / machines / cores + fixed) / 3600
    printf "  on %d × %d cores           %.2f hours\n", machines, cores, hours
    printf "read in all                  %.0f GB (preparing, all shards, the merge)\n", 3 * layers
    printf "  at %d MB/s                 %.2f hours\n", rate, 3 * layers * 1e3 / rate / 3600
    printf "memory of each shard         %d MB, with 4 threads\n", memory
    printf "shards                       %d, one for each machine\n", machines
  }' "$1"
