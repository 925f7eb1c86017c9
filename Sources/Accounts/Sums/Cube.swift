/// Sums of all tiles by zone (leaf) and ecosystem.
///
/// Tiles must be added in ascending order of their numbers: floating-point sums depend on the order, and the
/// account must not depend on threads, shards or machines.
public struct Cube: Sendable {
  public let layout: SumLayout
  public let zoneCount: Int
  /// Ecosystems plus one place for land of no known ecosystem.
  public let ecosystemCount: Int
  private var rowOf: [Int32]
  private var rows: [Double] = []
  public private(set) var raster: [Double]
  public private(set) var missingByFormula: [String: Int] = [:]
  private var lastTile = -1

  /// - Parameters:
  ///   - zoneCount: Leaves of the zone tree; zone number 0 is the land outside.
  ///   - ecosystemCount: Types of the code list; land of unknown type is kept one place behind them.
  public init(layout: SumLayout, zoneCount: Int, ecosystemCount: Int) {
    self.layout = layout
    self.zoneCount = zoneCount
    self.ecosystemCount = ecosystemCount + 1
    rowOf = [Int32](repeating: -1, count: (zoneCount + 1) * (ecosystemCount + 1))
    raster = [Double](repeating: 0, count: layout.width)
  }

  /// Adds a tile's sums.
  ///
  /// - Throws: ``CubeError`` when tiles come out of order or do not fit the account.
  public mutating func add(_ tile: TileSums) throws(CubeError) {
    guard tile.tile > lastTile else { throw .outOfOrder(tile: tile.tile, after: lastTile) }
    guard tile.values.count == tile.keys.count * layout.width, tile.raster.count == layout.width else {
      throw .wrongShape(tile: tile.tile)
    }
    lastTile = tile.tile
    for (index, key) in tile.keys.enumerated() {
      let row = try rowIndex(of: key, tile: tile.tile)
      for column in 0..<layout.width {
        rows[row * layout.width + column] += tile.values[index * layout.width + column]
      }
    }
    for column in 0..<layout.width { raster[column] += tile.raster[column] }
    missingByFormula.merge(tile.missingByFormula, uniquingKeysWith: +)
  }

  private mutating func rowIndex(of key: UInt64, tile: Int) throws(CubeError) -> Int {
    let zone = Int(key >> 16)
    let ecosystem = Int(key & 0xffff)
    guard zone <= zoneCount, ecosystem < ecosystemCount else { throw .wrongShape(tile: tile) }
    let place = zone * ecosystemCount + ecosystem
    if rowOf[place] < 0 {
      rowOf[place] = Int32(rows.count / layout.width)
      rows.append(contentsOf: repeatElement(0, count: layout.width))
    }
    return Int(rowOf[place])
  }

  /// One column of a (zone, ecosystem), or nil where there is no such land.
  public func value(zone: Int, ecosystem: Int, column: Int) -> Double? {
    let row = rowOf[zone * ecosystemCount + ecosystem]
    return row < 0 ? nil : rows[Int(row) * layout.width + column]
  }

  /// The sum of a column's absolute values over all zones, the outside included.
  func size(ofColumn column: Int) -> Double {
    stride(from: column, to: rows.count, by: layout.width).reduce(0.0) { $0 + abs(rows[$1]) }
  }

  /// One column of a zone over all its ecosystems, in their order.
  public func total(zone: Int, column: Int) -> Double {
    var sum = 0.0
    for ecosystem in 0..<ecosystemCount {
      sum += value(zone: zone, ecosystem: ecosystem, column: column) ?? 0
    }
    return sum
  }
}

/// Why tiles do not add up to a cube.
public enum CubeError: Error, Hashable, Sendable {
  case outOfOrder(tile: Int, after: Int)
  /// The tile was made by another plan.
  case wrongShape(tile: Int)
}
