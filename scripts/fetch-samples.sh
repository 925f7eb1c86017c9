#!/usr/bin/env bash
# Gets the open data of the sample Olinda out of two Debian packages. Nothing of R is installed: the packages
# are downloaded, unpacked in a folder of the build, and seven data files with their licences are copied.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
data=$root/Samples/olinda/data
digests=$root/scripts/samples.sha256
work=$root/.build/samples
packages=(r-cran-stars r-cran-sf)

say() { printf 'samples: %s\n' "$*"; }
refuse() {
  printf 'samples: %s\n' "$@" >&2
  exit 1
}

verified() { [[ -d $data ]] && (cd "$data" && sha256sum --check --strict --status "$digests" 2>/dev/null); }

# Downloads with the package lists of the system.
download() { apt-get download -q "$@" 2>download.log; }

# Downloads with package lists of our own, for a system whose lists are empty; needs no root either.
download_with_own_lists() {
  mkdir -p state/lists/partial cache/archives/partial
  local own=(
    -o Dir::State="$work/state" -o Dir::State::status=/var/lib/dpkg/status -o Dir::Cache="$work/cache"
    -o APT::Sandbox::User="$(id -un)"
  )
  say "the system's package lists do not help; getting lists of our own"
  apt-get "${own[@]}" update -q >>download.log 2>&1 && apt-get "${own[@]}" download -q "$@" 2>>download.log
}

fetch() {
  rm -rf "$work"
  mkdir -p "$work"
  cd "$work"
  say "downloading ${packages[*]}"
  download "${packages[@]}" || download_with_own_lists "${packages[@]}" ||
    refuse "the packages could not be downloaded:" "$(cat download.log)"
  for package in "${packages[@]}"; do dpkg-deb -x "$package"_*.deb unpacked; done
}

install_files() {
  local site=$work/unpacked/usr/lib/R/site-library docs=$work/unpacked/usr/share/doc
  mkdir -p "$data"
  install -m 644 "$site"/stars/tif/{L7_ETMs,olinda_dem_utm25s}.tif "$data"
  install -m 644 "$site"/sf/shape/olinda1.{shp,shx,dbf,prj} "$data"
  # The licences go with the data.
  for package in "${packages[@]}"; do
    install -m 644 "$docs/$package/copyright" "$data/copyright.$package.txt"
  done
}

if verified; then
  say "the data of Olinda are there"
  exit 0
fi
fetch
install_files
verified || refuse "the files in $data differ from the digests in $digests." \
  "The Debian packages may have changed: compare them before you change the digests."
rm -rf "$work"
say "the data of Olinda are in $data"
