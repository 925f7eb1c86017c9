#!/usr/bin/env bash
# Prints the folder of a Swift toolchain that is new enough, or nothing. Looks on PATH first, then
# where toolchains are usually unpacked.
set -euo pipefail

needed_major=6
needed_minor=3

new_enough() {
  local version
  version=$("$1" --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
  [[ -n $version ]] || return 1
  local major=${version%%.*} minor=${version#*.}
  ((major > needed_major || (major == needed_major && minor >= needed_minor)))
}

candidates=()
if on_path=$(command -v swift); then candidates+=("$on_path"); fi
shopt -s nullglob
candidates+=(
  /opt/swift/usr/bin/swift /opt/swift*/usr/bin/swift
  "${HOME:-}"/.local/share/swiftly/bin/swift "${HOME:-}"/.swiftly/bin/swift
  /usr/libexec/swift/bin/swift /usr/libexec/swift/*/bin/swift
  /usr/local/swift/usr/bin/swift /usr/share/swift/usr/bin/swift /usr/local/bin/swift
)
for candidate in "${candidates[@]}"; do
  if [[ -x $candidate ]] && new_enough "$candidate"; then
    dirname "$candidate"
    exit 0
  fi
done
exit 1
