#!/usr/bin/env bash
# Says aloud whether the tests find the data of real places.
set -euo pipefail
if [[ -n ${SHANSHUI_DATA:-} && -d $SHANSHUI_DATA ]]; then
  echo "test: data of real places in $SHANSHUI_DATA"
else
  echo "test: SHANSHUI_DATA names no folder: the tests on data of real places are SKIPPED"
fi
