internal import CGDAL
internal import Dispatch
internal import Glibc
internal import Synchronization

/// The number for missing cells in warped class layers.
private let missingCode = Double(Int32.min)
/// How far from its exact place, in cells of the layer, a cell may be taken.
private let placeTolerance = "0.01"

extension LayerRequest {
  /// Resamples the layer into a file.
  ///
  /// First the cells that count are copied into one plain form, so that the warper sees one kind of
  /// missing cell (it spreads a NaN beside another tag, and heeds no scale). Then the warped view is read
  /// tile by tile and written in the tiles' order.
  func warp(
    onto frame: GridFrame, in system: CoordinateSystem, into scratch: String, workers: Int
  ) throws(GeoFileError) {
    let file = try open()
    let own = try coordinateSystem(of: file)
    let window = try sourceWindow(of: file, in: own, under: frame, in: system)
    let plan = plan(for: try file.band(band))
    let plain = try PendingFile(scratch + ".plain.tif")
    try copyPlain(file, window, own, plan, to: plain.temporary)
    let views = try (0..<max(1, workers)).map { (_) throws(GeoFileError) in
      try WarpedView(plain.temporary, frame, system, resampling, plan)
    }
    let writer = try RasterWriter(scratch, frame: frame, in: system, bands: [plan])
    try copy(views, onto: frame, to: writer)
    try writer.finish()
  }

  /// Codes stay whole numbers; amounts become Float32, or Float64 where the layer is finer than that.
  private func plan(for facts: BandFacts) -> BandPlan {
    let isCode = resampling.keepsCodes && facts.type.isWhole && !facts.isScaled
    if isCode && ![.uint32, .int64, .uint64].contains(facts.type) {
      return BandPlan(type: .int32, nodata: missingCode, unit: facts.unit)
    }
    let isFine = ![.uint8, .int8, .uint16, .int16, .float32].contains(facts.type)
    return BandPlan(type: isFine ? .float64 : .float32, nodata: .nan, unit: facts.unit)
  }

  /// Copies physical values of a window, tile by tile.
  private func copyPlain(
    _ file: RasterFile, _ window: CellWindow, _ system: CoordinateSystem, _ plan: BandPlan, to path: String
  ) throws(GeoFileError) {
    let frame = file.facts.frame.part(window)
    let writer = try RasterWriter(path, frame: frame, in: system, bands: [plan])
    for part in frame.storedTiles {
      var own = part
      own.column += window.column
      own.row += window.row
      try writer.write(band: 1, part, from: try file.values(band: band, own, as: .physical))
    }
    try writer.finish()
  }
}

extension RasterWriter {
  /// Writes the cells of a window from an array.
  public func write(band: Int, _ window: CellWindow, from values: [Double]) throws(GeoFileError) {
    var failure: GeoFileError?
    values.withUnsafeBufferPointer { buffer in
      do throws(GeoFileError) {
        try write(band: band, window, from: buffer)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }
}

extension GridFrame {
  /// The stored tiles of a raster of ours, in row-major order.
  var storedTiles: [CellWindow] {
    let side = RasterWriter.tileSide
    return stride(from: 0, to: rows, by: side).flatMap { row in
      stride(from: 0, to: columns, by: side).map { column in
        CellWindow(
          column: column, row: row, columns: min(side, columns - column), rows: min(side, rows - row))
      }
    }
  }
}

/// A raster seen through the warper; each belongs to one worker.
private final class WarpedView: @unchecked Sendable {
  // Unchecked: concurrentPerform gives each view to one thread at a time, and views share no handle.
  let file: RasterFile

  init(
    _ path: String, _ frame: GridFrame, _ system: CoordinateSystem, _ rule: Resampling, _ plan: BandPlan
  ) throws(GeoFileError) {
    let source = try RasterFile(path)
    let nodata = plan.type.isWhole ? "\(Int(missingCode))" : "nan"
    let words = [
      "-of", "VRT", "-t_srs", system.wkt, "-te", "\(frame.west)", "\(frame.south)", "\(frame.east)",
      "\(frame.north)", "-ts", "\(frame.columns)", "\(frame.rows)", "-r", rule.gdal, "-et", placeTolerance,
      "-srcnodata", nodata, "-dstnodata", nodata, "-ovr", "NONE", "-wt",
      plan.type.isWhole ? "Int32" : "Float64",
    ]
    let (made, heard) = listening { makeView(of: source, words) }
    guard let made else {
      throw GeoFileError(path, .noTransformation(from: path, to: system.name), said: heard.failures)
    }
    file = try RasterFile(taking: made, path: path, over: source)
  }
}

private func makeView(of source: RasterFile, _ words: [String]) -> GDALDatasetH? {
  withStringList(words) { words in
    let options = GDALWarpAppOptionsNew(words, nil)
    defer { GDALWarpAppOptionsFree(options) }
    var sources: [GDALDatasetH?] = [source.handle]
    return GDALWarp("", nil, 1, &sources, options, nil)
  }
}

/// Reads a batch of tiles at once, one per view, and writes them in their order.
private func copy(_ views: [WarpedView], onto frame: GridFrame, to writer: RasterWriter) throws(GeoFileError)
{
  let tiles = frame.storedTiles
  for start in stride(from: 0, to: tiles.count, by: views.count) {
    let batch = Array(tiles[start..<min(start + views.count, tiles.count)])
    let outcomes = Outcomes(count: batch.count)
    DispatchQueue.concurrentPerform(iterations: batch.count) { place in
      outcomes.set(
        place,
        Result { () throws(GeoFileError) in
          try views[place].file.values(band: 1, batch[place], as: .stored)
        })
    }
    for (tile, values) in zip(batch, outcomes.all) {
      try writer.write(band: 1, tile, from: try values.get())
    }
  }
}

/// What the workers of one batch made, in the order of the tiles.
private final class Outcomes: Sendable {
  private let slots: Mutex<[Result<[Double], GeoFileError>]>

  init(count: Int) { slots = Mutex(Array(repeating: .success([]), count: count)) }

  func set(_ place: Int, _ outcome: Result<[Double], GeoFileError>) { slots.withLock { $0[place] = outcome } }

  var all: [Result<[Double], GeoFileError>] { slots.withLock { $0 } }
}
