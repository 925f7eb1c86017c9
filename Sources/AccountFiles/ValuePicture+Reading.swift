internal import Foundation
internal import Geo
internal import GeoFiles
internal import Reports

/// A picture of value with its place.
struct PlacedPicture {
  var picture: ValuePicture
  var extent: Extent
  var system: CoordinateSystem?
}

extension AccountFolder {
  /// No more cells than this across or along.
  private static let pictureCells = 240

  /// The values of all maps together, each block of cells at its mean.
  ///
  /// A cell is missing where no map has a value. Maps are read in bands of rows, so memory stays small.
  static func valuePicture(in folder: String) throws(AccountFolderError) -> PlacedPicture? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    var sum: BlockSum?
    for name in names.sorted() where name.hasSuffix(".tif") {
      do throws(GeoFileError) {
        let raster = try RasterFile("\(folder)/\(name)")
        guard raster.facts.bands.count > 1 else { continue }
        if sum == nil { sum = BlockSum(raster.facts, most: pictureCells) }
        // Maps of one account share one grid; one that does not is not its own.
        guard raster.facts.frame == sum?.frame else { continue }
        try sum?.add(raster)
      } catch {
        throw .damaged("\(folder)/\(name)", reason: "\(error)")
      }
    }
    return sum?.picture()
  }
}

/// Sums of value by blocks of cells.
private struct BlockSum {
  let frame: GridFrame
  private let system: CoordinateSystem?
  private let factor: Int
  private let across: Int
  private let along: Int
  private var sums: [Double]
  /// Cells of a block that have a value on the map that has most.
  private var counts: [Int]

  init(_ facts: RasterFacts, most: Int) {
    frame = facts.frame
    system = facts.coordinateSystem
    factor = max(1, (max(frame.columns, frame.rows) + most - 1) / most)
    across = (frame.columns + factor - 1) / factor
    along = (frame.rows + factor - 1) / factor
    sums = [Double](repeating: 0, count: across * along)
    counts = [Int](repeating: 0, count: across * along)
  }

  mutating func add(_ raster: RasterFile) throws(GeoFileError) {
    for row in 0..<along {
      let first = row * factor
      let window = CellWindow(
        column: 0, row: first, columns: frame.columns, rows: min(factor, frame.rows - first))
      let values = try raster.values(band: 2, window, as: .physical)
      var found = [Int](repeating: 0, count: across)
      for (index, value) in values.enumerated() where value.isFinite {
        let column = index % frame.columns / factor
        sums[row * across + column] += value
        found[column] += 1
      }
      for column in 0..<across {
        counts[row * across + column] = max(counts[row * across + column], found[column])
      }
    }
  }

  func picture() -> PlacedPicture {
    let values = zip(sums, counts).map { $1 == 0 ? Float.nan : Float($0 / Double($1)) }
    var extent = Extent()
    // The last blocks may reach beyond the raster; the picture's cells are all of one size.
    let (width, height) = (Double(across * factor), Double(along * factor))
    extent.include(Point(x: frame.west, y: frame.north))
    extent.include(
      Point(x: frame.west + width * frame.cellWidth, y: frame.north - height * frame.cellHeight))
    return PlacedPicture(
      picture: ValuePicture(width: across, height: along, values: values), extent: extent, system: system)
  }
}
