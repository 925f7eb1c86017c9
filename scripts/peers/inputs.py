"""Makes the inputs of the comparison: a made-up region of size² cells of 30 m, always the same.

Land cover follows relief; a rim of about a sixth has no data in any raster. Zones cover the whole grid, so that
each program works on the same cells.
"""
import os
import sys

import numpy
import scipy.sparse
import scipy.sparse.csgraph
from osgeo import gdal, ogr, osr

gdal.UseExceptions()
CELL = 30.0
WEST, NORTH = 300000.0, 3500000.0
OPTIONS = ["TILED=YES", "BLOCKXSIZE=512", "BLOCKYSIZE=512", "COMPRESS=ZSTD", "ZSTD_LEVEL=1", "PREDICTOR=2",
           "BIGTIFF=IF_SAFER"]


def system():
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32650)
    return reference


def fractal(size, seed, roughness=0.55, coarsest=4):
    """Noise of all scales between 0 and 1: bilinear octaves, each half as high."""
    chance = numpy.random.default_rng(seed)
    field = numpy.zeros((size, size), numpy.float32)
    cells, height = coarsest, 1.0
    place = numpy.arange(size, dtype=numpy.float64) / size
    while cells <= size:
        knots = chance.random((cells + 1, cells + 1)).astype(numpy.float32)
        across = place * cells
        first = across.astype(numpy.int64)
        part = (across - first).astype(numpy.float32)
        part = part * part * (3 - 2 * part)
        rows = knots[first] * (1 - part)[:, None] + knots[first + 1] * part[:, None]
        field += numpy.float32(height) * (rows[:, first] * (1 - part) + rows[:, first + 1] * part)
        cells, height = cells * 2, height * roughness
    low, high = field.min(), field.max()
    return (field - low) / (high - low)


def write(path, cells, kind, nodata):
    rows, columns = cells.shape
    made = gdal.GetDriverByName("GTiff").Create(path, columns, rows, 1, kind, OPTIONS)
    made.SetProjection(system().ExportToWkt())
    made.SetGeoTransform((WEST, CELL, 0, NORTH, 0, -CELL))
    made.GetRasterBand(1).SetNoDataValue(nodata)
    made.GetRasterBand(1).WriteArray(cells)
    made = None


def polygons(path, count, size, seed, field):
    """Zones that cover the grid: a lattice with shaken corners."""
    chance = numpy.random.default_rng(seed)
    side = size * CELL
    step = side / count
    corners = {}
    for row in range(count + 1):
        for column in range(count + 1):
            inner = 0 < row < count and 0 < column < count
            shake = chance.random(2) - 0.5 if inner else numpy.zeros(2)
            corners[row, column] = (WEST + (column + 0.5 * shake[0]) * step, NORTH - (row + 0.5 * shake[1]) * step)
    driver = ogr.GetDriverByName("ESRI Shapefile" if path.endswith(".shp") else "GPKG")
    if os.path.exists(path):
        driver.DeleteDataSource(path)
    made = driver.CreateDataSource(path)
    layer = made.CreateLayer(os.path.basename(path).split(".")[0], system(), ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn(field, ogr.OFTInteger))
    layer.StartTransaction()
    for row in range(count):
        for column in range(count):
            ring = ogr.Geometry(ogr.wkbLinearRing)
            for corner in ((row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column), (row, column)):
                ring.AddPoint_2D(*corners[corner])
            polygon = ogr.Geometry(ogr.wkbPolygon)
            polygon.AddGeometry(ring)
            feature = ogr.Feature(layer.GetLayerDefn())
            feature.SetField(field, row * count + column + 1)
            feature.SetGeometry(polygon)
            layer.CreateFeature(feature)
    layer.CommitTransaction()
    made = None


def drain(relief):
    """Relief in which every cell but those of the rim has a lower neighbour: heights are the cheapest ways out."""
    size = relief.shape[0]
    number = numpy.arange(size * size, dtype=numpy.int32).reshape(size, size)
    starts, ends, costs = [], [], []
    for down, across in ((0, 1), (1, 0), (1, 1), (1, -1)):
        first = numpy.s_[0:size - down, max(0, -across):size - max(0, across)]
        second = numpy.s_[down:size, max(0, across):size - max(0, -across)]
        length = CELL * (down * down + across * across) ** 0.5
        starts.append(number[first].ravel())
        ends.append(number[second].ravel())
        costs.append((length * (0.02 + 0.6 * (relief[first] * relief[second]))).ravel())
    graph = scipy.sparse.csr_matrix(
        (numpy.concatenate(costs), (numpy.concatenate(starts), numpy.concatenate(ends))),
        shape=(size * size, size * size))
    rim = numpy.unique(numpy.concatenate([number[0], number[-1], number[:, 0], number[:, -1]]))
    heights = scipy.sparse.csgraph.dijkstra(graph, directed=False, indices=rim, min_only=True)
    return heights.reshape(size, size)


def main(folder, size, kind="raw"):
    os.makedirs(folder, exist_ok=True)
    place = lambda name: os.path.join(folder, name)
    relief = fractal(size, 1)
    centre = numpy.abs(numpy.arange(size) / (size - 1) - 0.5) * 2
    rim = numpy.maximum(centre[:, None], centre[None, :]) + 0.25 * (fractal(size, 2, coarsest=8) - 0.5)
    land = rim < 0.93
    nodata = numpy.float32(-9999)

    def real(name, cells):
        write(place(name), numpy.where(land, cells, nodata).astype(numpy.float32), gdal.GDT_Float32, -9999)

    def whole(name, cells):
        write(place(name), numpy.where(land, cells, 255).astype(numpy.uint8), gdal.GDT_Byte, 255)

    chance = numpy.random.default_rng(3)
    dem = 50 + 1200 * relief ** 1.5 + 0.5 * chance.random((size, size), dtype=numpy.float32)
    if kind == "drained":
        dem = 50 + drain(fractal(size, 9, 0.7, coarsest=32))
    real("dem.tif", dem)
    wet, mixed = fractal(size, 4, coarsest=16), fractal(size, 5, 0.7, coarsest=32)
    cover = numpy.select(
        [relief < 0.28, relief < 0.42, relief < 0.5, relief < 0.62, relief < 0.72, relief < 0.82],
        [1, numpy.where(mixed > 0.6, 7, 2), numpy.where(mixed > 0.62, 7, 3), 4, 5, 6], 8)
    whole("lulc.tif", cover)
    whole("lulc-later.tif", numpy.where((cover == 2) & (wet > 0.55), 7, numpy.where((cover == 8) & (wet < 0.5), 6, cover)))
    real("precipitation.tif", 700 + 900 * wet + 200 * relief)
    real("et0.tif", 1200 - 300 * relief + 100 * mixed)
    real("erosivity.tif", 2000 + 4000 * wet)
    real("erodibility.tif", 0.02 + 0.03 * mixed)
    real("soil-depth.tif", 300 + 1700 * (1 - relief))
    real("pawc.tif", 0.08 + 0.12 * wet)
    whole("soil-group.tif", 1 + numpy.minimum(3, (mixed * 4).astype(int)))
    polygons(place("watersheds.shp"), 5, size, 6, "ws_id")
    polygons(place("zones-1000.gpkg"), 32, size, 7, "code")
    polygons(place("zones-100000.gpkg"), 317, size, 8, "code")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])
