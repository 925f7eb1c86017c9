#!/usr/bin/env bash
# Gets the browser libraries of the pages into Assets/: MapLibre GL, ECharts and htmx out of Python packages
# that are downloaded by digest and unpacked (nothing of them is installed), Bootstrap out of a Debian
# package. Each has its own licence beside it. Nothing is loaded from elsewhere when the pages are shown.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
assets=$root/Assets
digests=$root/scripts/assets.sha256
wheels=$root/.build/wheels
work=$root/.build/assets
bootstrap=/usr/share/javascript/bootstrap5/css/bootstrap.min.css

say() { printf 'assets: %s\n' "$*"; }
refuse() {
  printf 'assets: %s\n' "$@" >&2
  exit 1
}

verified() {
  [[ -d $assets ]] && (cd "$assets" && sha256sum --check --strict --status "$digests" 2>/dev/null)
}

# Python's own package client, of Debian or of whoever runs this.
download() {
  mkdir -p "$wheels"
  say "downloading 32 MB of Python packages, by digest"
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: \
    --require-hashes --dest "$wheels" --requirement "$root/scripts/assets.requirements" ||
    refuse "the Python packages could not be downloaded; is python3-pip there, and the index in reach?"
}

unpack() {
  local package
  rm -rf "$work"
  mkdir -p "$work"
  for package in panel-1.9.4 maplibre-0.3.6 django_htmx-1.29.0; do
    unzip -q -o "$wheels/$package-py3-none-any.whl" -d "$work/$package" ||
      refuse "$package in $wheels cannot be unpacked; remove that folder and run this again."
  done
}

# place TARGET SOURCE LICENCE
place() {
  local folder=$assets/${1%%/*}
  mkdir -p "$folder"
  install -m 644 "$2" "$assets/$1"
  install -m 644 "$3" "$folder/LICENCE.txt"
}

install_files() {
  local bundled=$work/panel-1.9.4/panel/dist/bundled licences=$root/docs/licences
  place maplibre/maplibre-gl.js \
    "$bundled/deckglplot/maplibre-gl/dist/maplibre-gl.js" "$licences/maplibre-gl-js.txt"
  place maplibre/maplibre-gl.css \
    "$work/maplibre-0.3.6/maplibre/srcjs/maplibre-gl.css" "$licences/maplibre-gl-js.txt"
  place echarts/echarts.min.js "$bundled/echarts/echarts@6.0.0/dist/echarts.min.js" "$licences/echarts.txt"
  place htmx/htmx.min.js \
    "$work/django_htmx-1.29.0/django_htmx/static/django_htmx/htmx-2.min.js" "$licences/htmx.txt"
  place bootstrap/bootstrap.min.css "$bootstrap" /usr/share/doc/libjs-bootstrap5/copyright
}

if verified; then
  say "the browser libraries are there"
  exit 0
fi
[[ -f $bootstrap ]] || refuse "Bootstrap is missing: run scripts/setup.sh first."
download
unpack
install_files
verified || refuse "the files in $assets differ from the digests in $digests." \
  "The packages may have changed: compare them before you change the digests."
rm -rf "$work"
say "the browser libraries are in $assets"
