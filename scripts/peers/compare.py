"""Sums what InVEST made over the same zones (a cell belongs to the zone in which its centre lies) and holds it
against the account: for each model the relative difference of the total and the largest of any zone.
"""
import csv
import os
import sys

import numpy
from osgeo import gdal

gdal.UseExceptions()
HECTARES, SQUARE_METRES = 0.09, 900.0
# indicator: (model, raster, factor from a cell's figure to the account's unit, tolerance, kind)
PAIRS = {
    "carbon-storage": ("carbon", "c_storage_bas.tif", HECTARES, 1e-6),
    "carbon-gained": ("carbon", "c_change_bas_alt.tif", HECTARES, 1e-6),
    "water-yield": ("annual_water_yield", "output/per_pixel/wyield.tif", SQUARE_METRES / 1000, 1e-6),
    "storm-retained": ("urban_flood_risk_mitigation", "Runoff_retention_m3.tif", 1, 1e-6),
    "heat-mitigation": ("urban_cooling_model", "hm.tif", SQUARE_METRES, 1e-3),
    "air-excess": ("urban_cooling_model", "T_air.tif", SQUARE_METRES, 1e-3),
    "soil-loss": ("sdr", "usle.tif", HECTARES, 1e-3),
    "sediment-export": ("sdr", "sed_export.tif", HECTARES, 1e-3),
    "sediment-deposition": ("sdr", "sed_deposition.tif", HECTARES, 1e-3),
    "avoided-export": ("sdr", "avoided_export.tif", HECTARES, 1e-3),
    "nitrogen-surface": ("ndr", "n_surface_export.tif", HECTARES / 1000, 1e-3),
    "nitrogen-subsurface": ("ndr", "n_subsurface_export.tif", HECTARES / 1000, 1e-3),
    "phosphorus-surface": ("ndr", "p_surface_export.tif", HECTARES / 1000, 1e-3),
}
# Added by the model to each cell, and not by the account.
COUNTRYSIDE = {"air-excess": 21.5}


def zones(folder):
    like = gdal.Open(os.path.join(folder, "dem.tif"))
    made = gdal.GetDriverByName("MEM").Create("", like.RasterXSize, like.RasterYSize, 1, gdal.GDT_Int32)
    made.SetGeoTransform(like.GetGeoTransform())
    made.SetProjection(like.GetProjection())
    source = gdal.OpenEx(os.path.join(folder, "watersheds.shp"))
    gdal.RasterizeLayer(made, [1], source.GetLayer(), options=["ATTRIBUTE=ws_id"])
    return made.ReadAsArray(), like.GetGeoTransform()


def sums(path, places, transform, offset):
    raster = gdal.Open(path)
    own = raster.GetGeoTransform()
    column, row = round((own[0] - transform[0]) / transform[1]), round((own[3] - transform[3]) / transform[5])
    band = raster.GetRasterBand(1)
    cells = band.ReadAsArray().astype(numpy.float64)
    part = places[row:row + cells.shape[0], column:column + cells.shape[1]]
    known = numpy.isfinite(cells)
    if band.GetNoDataValue() is not None:
        known &= cells != band.GetNoDataValue()
    return numpy.bincount(part[known], cells[known] - offset, minlength=int(places.max()) + 1)


def account_sums(path):
    """Physical figures by indicator and zone."""
    found = {}
    with open(path, encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if row["ecosystem"] and row["physical"]:
                figures = found.setdefault(row["indicator"], {})
                figures[row["zone"]] = figures.get(row["zone"], 0.0) + float(row["physical"])
    return found


def find(folder, name):
    for path, _, files in os.walk(folder):
        if os.path.basename(name) in files and path.endswith(os.path.dirname(name)):
            return os.path.join(path, os.path.basename(name))
    sys.exit(f"{folder}: InVEST has not made {name}")


def main(folder, invest, account):
    places, transform = zones(folder)
    ours = account_sums(account)
    worst = 0.0
    for indicator, (model, raster, factor, tolerance) in PAIRS.items():
        theirs = sums(find(os.path.join(invest, model), raster), places, transform, COUNTRYSIDE.get(indicator, 0)) * factor
        own = numpy.zeros_like(theirs)
        for zone, value in ours[indicator].items():
            if zone.isdigit():
                own[int(zone)] = value
        total = abs(own.sum() - theirs.sum()) / abs(theirs.sum())
        size = numpy.maximum(numpy.abs(theirs[1:]), 1e-9 * numpy.abs(theirs).sum())
        zone = (numpy.abs(own[1:] - theirs[1:]) / size).max()
        verdict = "agrees" if total <= tolerance else "DIFFERS"
        worst = max(worst, total / tolerance)
        print(f"  {indicator:22} ours {own.sum():16.6g}  InVEST {theirs.sum():16.6g}  total {total:8.1e}  "
              f"zone {zone:8.1e}  within {tolerance:.0e}: {verdict}")
    print(f"worst-difference: {worst:.3g} of what is allowed")


if __name__ == "__main__":
    main(*sys.argv[1:4])
