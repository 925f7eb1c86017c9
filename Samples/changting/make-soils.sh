#!/usr/bin/env bash
# 由数据自带的土壤表做出 soils.csv：每种土取第一层；有机质除以 1.724 得有机碳。
# Makes soils.csv out of the soil table of the data: the first layer of each soil; organic matter / 1.724 is
# carbon.
set -euo pipefail
cd "$(dirname "$0")"
awk -F, '
  /^#/ { next }
  !head { for (i = 1; i <= NF; i++) place[$i] = i; head = 1; print "SEQN,SAND,SILT,CLAY,CARBON"; next }
  { split($place["SOL_SAND"], sand, "-"); split($place["SOL_SILT"], silt, "-")
    split($place["SOL_CLAY"], clay, "-"); split($place["SOL_OM"], matter, "-")
    printf "%s,%s,%s,%s,%.17g\n", $place["SEQN"], sand[1], silt[1], clay[1], matter[1] / 1.724 }
' data/lookup/soil_properties_lookup.csv | tr -d '\r' > soils.csv
