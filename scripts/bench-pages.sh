#!/usr/bin/env bash
# Measures pages and API: 200 clients, one request a second each, while an account runs beside at lower
# priority. Server and account share two cores; the clients have the others.
# SHANSHUI_SECONDS: how long (60); SHANSHUI_CLIENTS: how many (200).
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
program=$root/.build/release/shanshui
work=$(mktemp -d)
pids=()
finish() {
  for pid in "${pids[@]}"; do kill -- "-$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
# Each process started aside has a group of its own, so that its children end with it.
set -m
cd "$root"
swift build --package-path "$root" -c release --product bench

for sample in liyang-tables olinda; do
  "$program" account "Samples/$sample" --out "$work/accounts/$sample" --quiet
done
R=(--registry "$work/registry.db" --chance 7 --at 2026-03-02T09:00:00+08:00)
"$program" registry init 演示登记簿 "${R[@]}" --registrar clerk@office --authority head@bureau >/dev/null

server=(taskset -c 0,1)
clients=(taskset -c "2-$(($(nproc) - 1))")
[[ $(nproc) -ge 3 ]] || clients=()
"${server[@]}" "$program" serve --accounts "$work/accounts" --registry "$work/registry.db" --port 0 \
  --log "$work/requests.log" >"$work/said" &
pids+=($!)
for _ in $(seq 100); do
  address=$(sed -n 's/^Shanshui listens at \([^ ]*\) .*/\1/p' "$work/said")
  [[ -n $address ]] && break
  sleep 0.1
done
port=${address##*:}

# The account at lower priority, again and again.
(
  while true; do
    "${server[@]}" nice -n 10 "$program" account Samples/olinda --out "$work/beside" --quiet || exit 1
    rm -rf "$work/beside"
  done
) >/dev/null 2>&1 &
pids+=($!)

paths=(/ /accounts/olinda /accounts/liyang-tables /accounts/olinda/map.json /check /healthz
  /registry /api/v1/registry /api/accounts /api/accounts/olinda /api/features/collections
  '/api/features/collections/olinda.zones/items?limit=20' /api/openapi.json /assets/shanshui.css)
# What is read once is kept: the first visitor waits for it, not these.
for path in "${paths[@]}"; do curl -s -o /dev/null "$address$path"; done
"${clients[@]}" "$root/.build/release/bench" pages "$port" "${SHANSHUI_CLIENTS:-200}" \
  "${SHANSHUI_SECONDS:-60}" "${paths[@]}"
