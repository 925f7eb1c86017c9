#!/usr/bin/env bash
# Accounts the two samples with the program given as the first argument and says where the results lie.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
program=$1
cd "$root"
for sample in liyang-tables olinda; do
  printf '\n== %s\n' "$sample"
  "$program" account "Samples/$sample" --out "out/$sample"
done
printf '\nResults:\n'
for sample in liyang-tables olinda; do
  find "out/$sample" -type f ! -name '.*' | sort | sed 's/^/  /'
done
