#!/usr/bin/env bash
# Accounts the two samples with the program given as the first argument, says where the results lie, and opens
# the pages: with a terminal they stay open until Ctrl-C, without one they are tried and closed again.
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

printf '\n== pages\n'
if [[ -t 1 ]]; then
  exec "$program" serve --accounts out --registry out/demo-registry.db --port "${PORT:-8080}" \
    --log out/requests.log
fi

said=$(mktemp)
"$program" serve --accounts out --registry out/demo-registry.db --port "${PORT:-0}" --log out/requests.log \
  >"$said" &
server=$!
trap 'kill "$server" 2>/dev/null || true; rm -f "$said"' EXIT
for _ in $(seq 100); do
  address=$(sed -n 's/^Shanshui listens at \([^ ]*\) .*/\1/p' "$said")
  [[ -n $address ]] && break
  kill -0 "$server" 2>/dev/null || { echo 'demo: the pages did not open' >&2; exit 1; }
  sleep 0.1
done
[[ $(curl -sf "$address/healthz") == ok ]] || { echo "demo: $address is not well" >&2; exit 1; }
for sample in liyang-tables olinda; do
  curl -sf -o /dev/null "$address/accounts/$sample" ||
    { echo "demo: the page of $sample does not open" >&2; exit 1; }
done
# The code for setting the registry up is shown to a terminal only.
printf '山水曾在 %s 开门，两份核算都能打开；没有终端，已关门。要留着：%s serve --accounts out\n' "$address" "$program"
printf 'The pages were open at %s with both accounts; without a terminal they are closed again.\n' "$address"
kill -TERM "$server"
wait "$server"
trap - EXIT
rm -f "$said"
