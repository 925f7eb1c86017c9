#!/usr/bin/env bash
# Installs InVEST 3.20.2 and exactextract 0.3.0 from PyPI into a virtual environment of its own (PLACE).
# InVEST, pygeoprocessing and GDAL's bindings have no wheel for Linux: they are built here, which takes some
# minutes and wants g++, python3-venv, python3-dev and libgdal-dev.
set -euo pipefail

place=$1
[[ -e $place/complete ]] && exit 0
rm -rf "$place"
python3 -m venv "$place"
# The build of InVEST calls pybabel.
export PATH=$place/bin:$PATH
gdal=$(gdal-config --version)
pip install --quiet 'setuptools>=77' wheel setuptools_scm babel 'numpy==1.26.4' 'cython==3.0.12'
pip install --quiet --no-build-isolation "gdal==$gdal"
pip install --quiet --no-build-isolation 'pygeoprocessing==2.4.11' 'numpy==1.26.4'
pip install --quiet --no-build-isolation 'natcap.invest==3.20.2' 'numpy==1.26.4' "gdal==$gdal"
pip install --quiet 'exactextract==0.3.0' 'numpy==1.26.4'
python -c 'import natcap.invest, exactextract'
touch "$place/complete"
