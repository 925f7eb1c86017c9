#!/usr/bin/env bash
# Measures the ledger beside what the same machine allows in the same run: a loop that appends and syncs, and
# pgbench over the same tables at a throw-away PostgreSQL. SHANSHUI_ACCOUNTS="10000 1000000 10000000" also
# measures growth; ten million accounts take long and some 20 GB.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

swift build -c release --product ledgerbench
bench=.build/release/ledgerbench
work=$(mktemp -d)
cluster=$work/cluster

find_postgres() {
  local folder
  for folder in /usr/lib/postgresql/*/bin; do
    if [[ -x $folder/pgbench && -x $folder/initdb ]]; then
      echo "$folder"
      return
    fi
  done
}
postgres=$(find_postgres)

# PostgreSQL refuses to run as root: then its own user runs it.
as_server() {
  if [[ $EUID -eq 0 ]]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

finish() {
  if [[ -d $cluster ]]; then
    as_server "$postgres/pg_ctl" -D "$cluster" -m immediate stop >/dev/null 2>&1 || true
  fi
  rm -rf "$work"
}
trap finish EXIT

start_server() {
  mkdir "$cluster"
  if [[ $EUID -eq 0 ]]; then
    chmod 755 "$work"
    chown postgres "$cluster"
  fi
  as_server "$postgres/initdb" -D "$cluster" -U bench --auth trust >/dev/null
  as_server "$postgres/pg_ctl" -D "$cluster" -w -l "$cluster/log" \
    -o "-c listen_addresses='' -c unix_socket_directories='$cluster' -c max_connections=100" start >/dev/null
  as_server "$postgres/createdb" -h "$cluster" -U bench bench
  as_server "$postgres/createdb" -h "$cluster" -U bench registry
}

# The rows of one transfer, each client for itself: a command, two holdings, two moves.
pgbench_rate() {
  as_server "$postgres/psql" -q -h "$cluster" -U bench bench <<'SQL'
CREATE TABLE p_holdings (account bigint, lot bigint, available bigint CHECK (available >= 0),
  PRIMARY KEY (account, lot));
CREATE TABLE p_commands (key bytea PRIMARY KEY, body bytea NOT NULL, sequence bigserial);
CREATE TABLE p_moves (sequence bigint, fact bigint, move bigint, lot bigint, quantity bigint,
  from_account bigint, to_account bigint, PRIMARY KEY (sequence, fact, move));
CREATE INDEX p_from ON p_moves (from_account, lot);
CREATE INDEX p_to ON p_moves (to_account, lot);
INSERT INTO p_holdings SELECT a, 1, 1000000 FROM generate_series(1, 10000) a;
CREATE FUNCTION transfer(giver bigint, receiver bigint, k bytea) RETURNS void LANGUAGE plpgsql AS $$
DECLARE s bigint;
BEGIN
  INSERT INTO p_commands (key, body) VALUES (k, k) RETURNING sequence INTO s;
  -- In the order of the accounts, so that two transfers never wait for each other.
  PERFORM 1 FROM p_holdings WHERE account IN (giver, receiver) AND lot = 1 ORDER BY account FOR UPDATE;
  UPDATE p_holdings SET available = available - 1 WHERE account = giver AND lot = 1;
  UPDATE p_holdings SET available = available + 1 WHERE account = receiver AND lot = 1;
  INSERT INTO p_moves VALUES (s, 0, 0, 1, 1, giver, receiver);
END $$;
SQL
  cat > "$work/transfer.sql" <<'SQL'
\set giver random(1, 10000)
\set receiver random(1, 9999)
SELECT transfer(:giver, CASE WHEN :receiver >= :giver THEN :receiver + 1 ELSE :receiver END,
  uuid_send(gen_random_uuid()));
SQL
  chmod 644 "$work/transfer.sql"
  as_server "$postgres/pgbench" -n -h "$cluster" -U bench -c 64 -j 4 -T 8 -f "$work/transfer.sql" bench \
    2>/dev/null |
    sed -n 's/^tps = \([0-9.]*\).*/\1/p'
}

for accounts in ${SHANSHUI_ACCOUNTS:-}; do "$bench" growth "$work" "$accounts"; done
if [[ -n $postgres ]]; then
  start_server
  rate=$(pgbench_rate)
  echo "pgbench, 64 clients, the same rows by a stored function: $rate/s"
  "$bench" measure "$work" "postgres://bench@/registry?host=$cluster" | tee "$work/lines"
  ours=$(sed -n 's/^durable-per-second-postgres: //p' "$work/lines")
  awk -v ours="$ours" -v theirs="$rate" 'BEGIN { printf "vs-pgbench: %.2f\n", ours / theirs }'
else
  echo "PostgreSQL's programs are not installed: no comparison with pgbench" >&2
  "$bench" measure "$work"
fi
