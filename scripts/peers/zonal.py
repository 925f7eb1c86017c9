"""Sums by polygons: exactextract against `bench zonal`, each in a process of its own, and polygon by polygon.

Nothing of the raster may be lost: all polygons and what lies outside must add up to its
own total.
"""
import csv
import json
import math
import os
import sys

from osgeo import gdal

import measured

gdal.UseExceptions()

EXACT = ("import sys; from exactextract import exact_extract\n"
         "rows = exact_extract(sys.argv[1], sys.argv[2], ['count', 'sum'], include_cols=['code'],\n"
         "                     output='pandas', strategy='raster-sequential')\n"
         "rows.to_csv(sys.argv[3], index=False)\n")


def table(path):
    with open(path) as file:
        return {row["code"]: (float(row["count"]), float(row["sum"] or 0)) for row in csv.DictReader(file)}


def total(path):
    file = gdal.Open(path)
    band = file.GetRasterBand(1)
    cells = band.ReadAsArray().ravel()
    return math.fsum(cells[cells != band.GetNoDataValue()].tolist())


def least(runs, side):
    return min((run[side] for run in runs), key=lambda run: run["cpu"])


def measure(bench, raster, vector, name, tables, threads):
    """Three runs of each, one after the other; of both the one with the least CPU."""
    theirs, ours = tables
    runs = [(measured.run([sys.executable, "-c", EXACT, raster, vector, theirs], f"exactextract {name}"),
             measured.run([bench, "zonal", raster, vector, "code", threads, ours], f"Shanshui {name}"))
            for _ in range(3)]
    return {"exact": least(runs, 0), "ours": least(runs, 1)}


def compare(name, tables, whole):
    """The largest difference of a polygon's sums in parts of the largest sum, and what is lost of the raster."""
    there, here = (table(path) for path in tables)
    outside = here.pop("", (0, 0))[1]
    scale = max(abs(figure[1]) for figure in there.values())
    differ = max(abs(here[code][1] - there[code][1]) / scale for code in there)
    left, lost = (abs(sum(figure[1] for figure in found.values()) + outside - whole) / abs(whole)
                  for found in (here, there))
    print(f"  {name}: {len(there)} polygons; largest difference {differ:.1e} of the largest sum; zones and "
          f"outside less the raster's total: ours {left:.1e}, exactextract {lost:.1e}")
    return {"difference": differ, "rest": left}


def main(bench, raster, folder, out, threads):
    os.makedirs(out, exist_ok=True)
    names = ("zones-1000", "zones-100000")
    tables = {name: [os.path.join(out, f"{name}-{who}.csv") for who in ("exactextract", "shanshui")]
              for name in names}
    # All are measured before anything is read here: a process begins with the memory of the one that starts it.
    results = {name: measure(bench, raster, os.path.join(folder, f"{name}.gpkg"), name, tables[name], threads)
               for name in names}
    whole = total(raster)
    for name in names:
        results[name].update(compare(name, tables[name], whole))
    with open(os.path.join(out, "zonal.json"), "w") as file:
        json.dump(results, file, indent=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
