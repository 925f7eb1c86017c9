"""Sums what InVEST made over the same zones (a cell belongs to the zone in which its centre lies) and holds it
against the account: for each indicator the relative difference of the total and the largest of any zone.

Where what InVEST computes hangs on the order in which it visits cells, its documented rule is worked out anew in
numpy (flow.py) from InVEST's own flow directions, weights and loads, and the account is held against that too.
"""
import csv
import json
import os
import sys

import numpy
from osgeo import gdal

import flow
from agreement import difference, judge

gdal.UseExceptions()
CELL, HECTARES, SQUARE_METRES = 30.0, 0.09, 900.0
# indicator: (model, raster, factor from a cell's figure to the account's unit, difference allowed)
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
REASONS = {
    "sdr": "streams: pygeoprocessing marks a cell between trace and threshold only if it was met before the stream "
           "above it; the account asks only whether a stream lies above",
    "ndr": "retention: retention.h takes a neighbour whose directions are all settled for one without data, and so "
           "begins at cells whose receivers are not known yet",
}


def find(folder, name):
    for path, _, files in os.walk(folder):
        if os.path.basename(name) in files and path.endswith(os.path.dirname(name)):
            return os.path.join(path, os.path.basename(name))
    sys.exit(f"{folder}: InVEST has not made {name}")


class Ground:
    """The grid, and the zone of each cell."""

    def __init__(self, folder):
        like = gdal.Open(os.path.join(folder, "dem.tif"))
        self.transform = like.GetGeoTransform()
        made = gdal.GetDriverByName("MEM").Create("", like.RasterXSize, like.RasterYSize, 1, gdal.GDT_Int32)
        made.SetGeoTransform(self.transform)
        made.SetProjection(like.GetProjection())
        source = gdal.OpenEx(os.path.join(folder, "watersheds.shp"))
        gdal.RasterizeLayer(made, [1], source.GetLayer(), options=["ATTRIBUTE=ws_id"])
        self.zones = made.ReadAsArray()

    def read(self, path):
        """Cells of a raster on the grid, NaN where it has none."""
        raster = gdal.Open(path)
        own, band = raster.GetGeoTransform(), raster.GetRasterBand(1)
        column = round((own[0] - self.transform[0]) / self.transform[1])
        row = round((own[3] - self.transform[3]) / self.transform[5])
        cells = band.ReadAsArray().astype(numpy.float64)
        nodata = band.GetNoDataValue()
        if nodata is not None:
            cells[cells == nodata] = numpy.nan
        whole = numpy.full(self.zones.shape, numpy.nan)
        whole[row:row + cells.shape[0], column:column + cells.shape[1]] = cells
        return whole

    def sums(self, cells):
        known = numpy.isfinite(cells)
        return numpy.bincount(self.zones[known], cells[known], minlength=int(self.zones.max()) + 1)


def account_sums(path, zones):
    """Physical figures by indicator and zone."""
    found = {}
    with open(path, encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if row["ecosystem"] and row["physical"] and row["zone"].isdigit():
                figures = found.setdefault(row["indicator"], numpy.zeros(zones))
                figures[int(row["zone"])] += float(row["physical"])
    return found


def documented_sediment(ground, invest, multiple):
    """Export, deposition and avoided export with streams that hang on no order."""
    read = lambda name: ground.read(find(os.path.join(invest, "sdr"), name))
    directions = read("flow_direction.tif")
    walk = flow.Flow(numpy.nan_to_num(directions, nan=0 if multiple else 255), multiple)
    on = lambda cells, beyond=0.0: walk.padded(cells, beyond)
    gathered = on(numpy.nan_to_num(read("flow_accumulation.tif")))
    stream = walk.streams(gathered, 1000, 0.7) if multiple else gathered > 1000
    down = walk.way_down(on(numpy.nan_to_num(read("ws_inverse.tif"))), stream, entered=multiple)
    with numpy.errstate(divide="ignore", invalid="ignore"):
        index = numpy.log10(on(read("d_up.tif"), numpy.nan) / down)
        ratio = numpy.where(stream, 1, 0.8 / (1 + numpy.exp((0.5 - index) / 2)))
    loss = on(read("ls.tif"), numpy.nan) * on(read("aligned_erosivity.tif"), numpy.nan)
    loss = numpy.where(stream, numpy.nan, loss * on(read("aligned_erodibility.tif"), numpy.nan))
    actual = loss * on(read("cp.tif"), numpy.nan)
    settled = walk.deposition(numpy.where(stream, 0, actual * (1 - ratio)), ratio)
    settled[numpy.isnan(ratio)] = numpy.nan
    made = {"soil-loss": actual, "sediment-export": actual * ratio, "sediment-deposition": settled,
            "avoided-export": (loss - actual) * ratio + settled}
    return {name: walk.trimmed(cells) for name, cells in made.items()}


def documented_nutrients(ground, invest, multiple):
    """Surface export with the retention that the guide describes."""
    read = lambda name: ground.read(find(os.path.join(invest, "ndr"), name))
    walk = flow.Flow(numpy.nan_to_num(read("flow_direction.tif"), nan=0 if multiple else 255), multiple)
    stream = walk.padded(read("stream.tif")) == 1
    index, made = read("ic_factor.tif"), {}
    middle = (numpy.nanmin(index) + numpy.nanmax(index)) / 2
    for nutrient, name in (("n", "nitrogen-surface"), ("p", "phosphorus-surface")):
        most, length = (walk.padded(numpy.nan_to_num(read(f"{what}_{nutrient}.tif"))) for what in ("eff", "crit_len"))
        held = walk.trimmed(walk.retention(most, length, stream, CELL))
        made[name] = read(f"surface_load_{nutrient}.tif") * (1 - held) / (1 + numpy.exp((middle - index) / 2))
    return made


def main(folder, invest, account, way, out):
    ground = Ground(folder)
    multiple, said, worst = way == "mfd", set(), []
    have = [model for model in ("sdr", "ndr") if os.path.isdir(os.path.join(invest, model))]
    documented = {**documented_sediment(ground, invest, multiple), **documented_nutrients(ground, invest, multiple)}
    ours = account_sums(account, int(ground.zones.max()) + 1)
    print(f"  {'indicator':20} {'ours':>13} {'InVEST':>13}    total     zone | as documented:   total     zone")
    for name, (model, raster, factor, allowed) in PAIRS.items():
        if not os.path.isdir(os.path.join(invest, model)):
            continue
        cells = ground.read(find(os.path.join(invest, model), raster)) - COUNTRYSIDE.get(name, 0)
        theirs = ground.sums(cells) * factor
        total, zone = difference(ours[name], theirs)
        line = f"  {name:20} {ours[name].sum():13.6g} {theirs.sum():13.6g}  {total:8.1e} {zone:8.1e} |"
        apart = None
        if name in documented:
            apart = difference(ours[name], ground.sums(documented[name]) * factor)
            line += f"                {apart[0]:8.1e} {apart[1]:8.1e}"
        judged, verdict = judge((total, zone), apart, allowed)
        if apart and verdict != "agrees":
            said.add(model)
        print(f"{line}  {verdict} within {allowed:.0e}")
        worst.append({"indicator": name, "total": total, "zone": zone, "judged": judged, "allowed": allowed,
                      "verdict": verdict})
    for model in have:
        if model in said:
            print(f"  {model} differs by its {REASONS[model]}")
    with open(out, "w") as file:
        json.dump(worst, file, indent=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
