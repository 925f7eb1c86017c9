#!/usr/bin/env bash
# Kills the writer of a registry under load, again and again (300 rounds, or ROUNDS), and looks each time
# whether everything that was acknowledged is there, and every law holds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

swift build -c release --product ledgerbench
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
.build/release/ledgerbench torture "$work" "${ROUNDS:-300}"
