internal import CGDAL

/// More cells on a side than any raster of the Earth needs (a metre on the equator has 40 million).
private let sideLimit = 100_000_000
/// More cells than any raster of a country needs.
private let cellLimit = 10_000_000_000_000
/// A block must fit into memory several times over.
private let blockLimit = 1 << 30

/// Reads and checks all facts of an open raster.
func readFacts(
  of handle: GDALDatasetH, path: String, given: RasterGiven, warnings: [String]
) throws(GeoFileError) -> RasterFacts {
  let frame = try readFrame(of: handle, path: path)
  var bands: [BandFacts] = []
  for number in 1...max(1, GDALGetRasterCount(handle)) {
    guard let band = GDALGetRasterBand(handle, number) else {
      throw GeoFileError(path, .notOpened(wanted: "raster"))
    }
    bands.append(try readBand(band, number: Int(number), path: path, given: given))
  }
  return RasterFacts(
    path: path, format: text(GDALGetDriverShortName(GDALGetDatasetDriver(handle))) ?? "", frame: frame,
    coordinateSystem: given.coordinateSystem ?? CoordinateSystem(copying: GDALGetSpatialRef(handle)),
    bands: bands, notes: warnings + sidecarNotes(path))
}

/// Whether an open raster keeps its cells as the facts say: whoever reads by them must not read past its
/// memory when the file was exchanged meanwhile.
func storesCells(as facts: RasterFacts, _ handle: GDALDatasetH) -> Bool {
  guard Int(GDALGetRasterXSize(handle)) == facts.frame.columns,
    Int(GDALGetRasterYSize(handle)) == facts.frame.rows,
    Int(GDALGetRasterCount(handle)) == facts.bands.count
  else { return false }
  return facts.bands.enumerated().allSatisfy { place, band in
    let opened = GDALGetRasterBand(handle, Int32(place + 1))
    var (columns, rows): (Int32, Int32) = (0, 0)
    GDALGetBlockSize(opened, &columns, &rows)
    return opened.flatMap { CellType(band: $0) } == band.type && Int(columns) == band.blockColumns
      && Int(rows) == band.blockRows
  }
}

/// Tells of files beside a raster that other programs heed and this one does not.
private func sidecarNotes(_ path: String) -> [String] {
  let sidecar = path + ".aux.xml"
  guard exists(sidecar) else { return [] }
  return ["旁边的 \(sidecar) 未读取 / \(sidecar) beside it is not read"]
}

private func readFrame(of handle: GDALDatasetH, path: String) throws(GeoFileError) -> GridFrame {
  let columns = Int(GDALGetRasterXSize(handle))
  let rows = Int(GDALGetRasterYSize(handle))
  guard columns > 0 && rows > 0 && GDALGetRasterCount(handle) > 0 else {
    throw GeoFileError(path, .noCells(columns: columns, rows: rows))
  }
  guard max(columns, rows) <= sideLimit && columns * rows <= cellLimit else {
    throw GeoFileError(path, .absurdSize(columns: columns, rows: rows))
  }
  var transform = [Double](repeating: 0, count: 6)
  guard GDALGetGeoTransform(handle, &transform) == CE_None, transform.allSatisfy(\.isFinite),
    transform[1] > 0 || transform[2] != 0
  else { throw GeoFileError(path, .noGeotransform) }
  guard transform[2] == 0 && transform[4] == 0 else { throw GeoFileError(path, .rotated) }
  guard transform[5] < 0 else {
    throw GeoFileError(path, transform[5] == 0 ? .noGeotransform : .southUp)
  }
  return GridFrame(
    west: transform[0], north: transform[3], cellWidth: transform[1], cellHeight: -transform[5],
    columns: columns, rows: rows)
}

private func readBand(
  _ band: GDALRasterBandH, number: Int, path: String, given: RasterGiven
) throws(GeoFileError) -> BandFacts {
  guard let type = CellType(band: band) else {
    throw GeoFileError(path, .complexNumbers(band: number))
  }
  var columns: Int32 = 0
  var rows: Int32 = 0
  GDALGetBlockSize(band, &columns, &rows)
  let bytes = Int(columns) * Int(rows) * type.bytes
  guard bytes <= blockLimit else { throw GeoFileError(path, .absurdBlock(bytes: bytes)) }
  let scale = GDALGetRasterScale(band, nil)
  return BandFacts(
    type: type,
    nodata: given.nodata.map { Nodata(tag: $0, type: type) } ?? Nodata(band: band, type: type),
    hasMask: GDALGetMaskFlags(band) & GMF_PER_DATASET != 0,
    scale: scale == 0 ? 1 : scale, offset: GDALGetRasterOffset(band, nil),
    unit: text(GDALGetRasterUnitType(band)), description: text(GDALGetDescription(band)),
    blockColumns: Int(columns), blockRows: Int(rows))
}
