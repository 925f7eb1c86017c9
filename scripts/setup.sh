#!/usr/bin/env bash
# Sets this machine up: installs the Debian packages of scripts/debian-packages.txt that are missing, and
# looks for a Swift toolchain. Says what it does; when nothing is missing it does nothing.
set -euo pipefail

scripts=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
list=$scripts/debian-packages.txt

say() { printf 'setup: %s\n' "$*"; }
refuse() {
  printf 'setup: %s\n' "$@" >&2
  exit 1
}

listed_packages() { sed -e 's/#.*//' -e 's/[[:space:]]*$//' -e '/^$/d' "$list"; }

# Prints the listed packages that dpkg does not call installed.
missing_packages() {
  comm -23 <(listed_packages | LC_ALL=C sort -u) \
    <(listed_packages | xargs dpkg-query -W -f '${Package} ${db:Status-Status}\n' 2>/dev/null |
      sed -n 's/ installed$//p' | LC_ALL=C sort -u)
}

# Runs a command as root: directly, or through sudo, or explains what an administrator has to do.
as_root() {
  if [[ $EUID -eq 0 ]]; then
    env DEBIAN_FRONTEND=noninteractive "$@"
  elif command -v sudo >/dev/null; then
    sudo env DEBIAN_FRONTEND=noninteractive "$@"
  else
    refuse "Packages are missing, and this is neither root nor is there sudo." \
      "Ask an administrator to run: apt-get install --no-install-recommends ${missing[*]}"
  fi
}

install_missing() {
  say "installing ${#missing[@]} Debian packages: ${missing[*]}"
  as_root apt-get update -q ||
    refuse "apt-get update failed: see its lines above; is the network or the package mirror reachable?"
  as_root apt-get install -y -q --no-install-recommends "${missing[@]}" ||
    refuse "apt-get install failed: see its lines above."
  say "the packages are installed"
}

check_swift() {
  local folder
  if ! folder=$("$scripts/find-swift.sh"); then
    refuse "There is no Swift 6.3 or newer on PATH or in the usual folders." \
      "Get the toolchain for Debian 12 from https://www.swift.org/install/linux/ and either unpack it to" \
      "/opt/swift (so that /opt/swift/usr/bin/swift exists) or put its usr/bin folder on PATH."
  fi
  say "Swift is $folder/swift"
}

command -v dpkg-query >/dev/null ||
  refuse "This script knows Debian only. Install the libraries that $list names by the means of this system."
mapfile -t missing < <(missing_packages)
if ((${#missing[@]})); then install_missing; else say "all Debian packages are there"; fi
check_swift
