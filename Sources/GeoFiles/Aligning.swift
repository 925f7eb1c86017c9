internal import Geo
internal import Glibc

/// A layer to be brought onto a grid, as the region file names it.
public struct LayerRequest: Hashable, Sendable {
  public var path: String
  /// Counted from 1.
  public var band: Int
  public var given: RasterGiven
  public var resampling: Resampling

  public init(_ path: String, band: Int, given: RasterGiven, resampling: Resampling) {
    self.path = path
    self.band = band
    self.given = given
    self.resampling = resampling
  }
}

extension LayerRequest {
  /// How the layer lies on the grid, without doing anything; a warp that would be needed counts as done.
  public func alignment(
    onto frame: GridFrame, in system: CoordinateSystem
  ) throws(GeoFileError) -> LayerAlignment {
    try alignment(of: try open(), onto: frame, in: system)
  }

  private func alignment(
    of file: RasterFile, onto frame: GridFrame, in system: CoordinateSystem
  ) throws(GeoFileError) -> LayerAlignment {
    let own = try coordinateSystem(of: file)
    switch try frame.need(of: file.facts.frame, in: own, onto: system) {
    case .none(let alignment):
      try checkOverlap(file, alignment, frame)
      return alignment
    case .warp(let reason):
      _ = try sourceWindow(of: file, in: own, under: frame, in: system)
      return .warped(
        .init(
          resampling: resampling, reason: reason, source: own.name,
          datumShift: try transformation(from: own, to: system, of: file).datumShift))
    }
  }

  /// Brings the layer onto the grid.
  ///
  /// A layer on the same cells is read where it is. Any other is resampled into `scratch`, whose bytes
  /// depend on the layer, the grid and the rule alone, not on the number of workers.
  /// - Parameter scratch: The file to make if a warp is needed; nothing else is written. One that is there
  ///   already is taken for made: its name must tell from what.
  /// - Parameter workers: How many threads may warp.
  /// - Throws: ``GeoFileError``: whatever stands against reading the layer; no reference system; no way
  ///   to the grid's; no overlap; a full disk.
  public func align(
    onto frame: GridFrame, in system: CoordinateSystem, scratch: String, workers: Int
  ) throws(GeoFileError) -> AlignedLayer {
    let file = try open()
    let alignment = try alignment(of: file, onto: frame, in: system)
    let unit = try file.band(band).unit
    guard case .warped = alignment else {
      return AlignedLayer(file, band: band, given: given, frame: frame, alignment: alignment, unit: unit)
    }
    if sizeOfFile(scratch) == 0 { try warp(onto: frame, in: system, into: scratch, workers: workers) }
    return AlignedLayer(
      try RasterFile(scratch), band: 1, given: .nothing, frame: frame, alignment: alignment, unit: unit)
  }

  func open() throws(GeoFileError) -> RasterFile {
    let file = try RasterFile(path, given: given)
    _ = try file.band(band)
    return file
  }

  func coordinateSystem(of file: RasterFile) throws(GeoFileError) -> CoordinateSystem {
    guard let own = file.facts.coordinateSystem else { throw GeoFileError(path, .noCoordinateSystem) }
    return own
  }

  func transformation(
    from source: CoordinateSystem, to target: CoordinateSystem, of file: RasterFile
  ) throws(GeoFileError) -> CoordinateTransformation {
    let frame = file.facts.frame
    var box = Extent()
    box.include(Point(x: frame.west, y: frame.south))
    box.include(Point(x: frame.east, y: frame.north))
    do throws(GeoFileError) {
      return try CoordinateTransformation(from: source, to: target, around: box)
    } catch {
      throw GeoFileError(path, error.fault, said: error.said)
    }
  }

  private func checkOverlap(
    _ file: RasterFile, _ alignment: LayerAlignment, _ frame: GridFrame
  ) throws(GeoFileError) {
    guard case .shifted(let columns, let rows) = alignment else { return }
    var placed = file.facts.frame.whole
    placed.column = columns
    placed.row = rows
    guard placed.common(with: frame.whole) == nil else { return }
    let system = file.facts.coordinateSystem?.name ?? ""
    throw GeoFileError(path, .noOverlap(extent: "\(file.facts.frame.words) \(system)", target: frame.words))
  }
}

extension GridFrame {
  /// For messages: the box, in units of the reference system.
  var words: String { "[\(west), \(south), \(east), \(north)]" }
}
