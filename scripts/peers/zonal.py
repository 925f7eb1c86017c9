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


def main(bench, raster, folder, out, threads):
    os.makedirs(out, exist_ok=True)
    results, whole = {}, total(raster)
    for zones in ("zones-1000.gpkg", "zones-100000.gpkg"):
        vector, name = os.path.join(folder, zones), zones.split(".")[0]
        theirs, ours = (os.path.join(out, f"{name}-{who}.csv") for who in ("exactextract", "shanshui"))
        runs = [(measured.run([sys.executable, "-c", EXACT, raster, vector, theirs], f"exactextract {name}"),
                 measured.run([bench, "zonal", raster, vector, "code", threads, ours], f"Shanshui {name}"))
                for _ in range(3)]
        exact, own = (min((run[side] for run in runs), key=lambda run: run["cpu"]) for side in (0, 1))
        there, here = table(theirs), table(ours)
        outside = here.pop("", (0, 0))[1]
        scale = max(abs(figure[1]) for figure in there.values())
        differ = max(abs(here[code][1] - there[code][1]) / scale for code in there)
        left = abs(sum(figure[1] for figure in here.values()) + outside - whole) / abs(whole)
        lost = abs(sum(figure[1] for figure in there.values()) + outside - whole) / abs(whole)
        print(f"  {name}: {len(there)} polygons; largest difference {differ:.1e} of the largest sum; zones and "
              f"outside less the raster's total: ours {left:.1e}, exactextract {lost:.1e}")
        results[name] = {"exact": exact, "ours": own, "difference": differ, "rest": left}
    with open(os.path.join(out, "zonal.json"), "w") as file:
        json.dump(results, file, indent=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
