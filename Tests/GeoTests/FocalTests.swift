import Foundation
import Geo
import Testing

/// Goal: means around a cell are those of adding up by hand, and tiles do not show.
@Suite struct FocalTests {
  private static let signal = Plane<Float>("signal")
  private static let means = Plane<Float>("means")

  private func average(
    _ cells: [Float], _ grid: Grid, _ kernel: FocalKernel
  ) throws -> (means: [Float], whole: Double) {
    let planes = MemoryPlanes(grid)
    try planes.put(cells, Self.signal)
    let focal = FocalMeans(grid, store: planes)
    try focal.average(Self.signal, by: kernel, into: Self.means)
    return (try planes.cells(Self.means, 0), focal.wholeWeight(of: kernel))
  }

  /// Independent: every neighbour is visited, in doubles.
  private func plain(_ cells: [Float], _ grid: Grid, _ weight: (Double) -> Double) -> [Double] {
    cells.indices.map { place in
      guard !cells[place].isNaN else { return .nan }
      var (sum, weights) = (0.0, 0.0)
      for other in cells.indices where !cells[other].isNaN {
        let x = Double(other % grid.columns - place % grid.columns) * grid.cellWidth
        let y = Double(other / grid.columns - place / grid.columns) * grid.cellHeight
        let own = weight((x * x + y * y).squareRoot())
        sum += own * Double(cells[other])
        weights += own
      }
      return sum / weights
    }
  }

  /// Weights from the definitions: e^(−d/30) to 90 m, e^(−d²/(2·40²)) to 100 m, 1 to 50 m.
  @Test(arguments: [
    (
      FocalKernel(.exponential, distance: 30, reach: 90),
      { @Sendable (d: Double) in d <= 90 ? exp(-d / 30) : 0 }
    ),
    (
      FocalKernel(.gaussian, distance: 40, reach: 100),
      { @Sendable (d: Double) in d <= 100 ? exp(-d * d / 3200) : 0 }
    ), (FocalKernel(.disc, distance: 50, reach: 50), { @Sendable (d: Double) in d <= 50 ? 1 : 0 }),
  ])
  func `Means are those of adding up each neighbour`(
    kernel: FocalKernel, weight: @escaping @Sendable (Double) -> Double
  ) throws {
    let grid = try planeGrid(columns: 37, rows: 23, cell: 10)
    var chance = Chance(seed: 5)
    let cells = (0..<grid.count).map { $0 % 11 == 3 ? Float.nan : Float.random(in: 0...9, using: &chance) }
    let (means, _) = try average(cells, grid, kernel)
    for (own, wanted) in zip(means, plain(cells, grid, weight)) {
      #expect(own.isNaN ? wanted.isNaN : abs(Double(own) - wanted) < 1e-5)
    }
  }

  /// Reaching three cells, these columns are transformed as 15, 16, 20, 24, 25, 27, 32, 36, 45, 50 and 81.
  @Test(arguments: [9, 10, 14, 18, 19, 21, 26, 30, 39, 44, 75])
  func `Means are so whatever the factors of a line's length`(columns: Int) throws {
    let grid = try planeGrid(columns: columns, rows: 13, cell: 10)
    var chance = Chance(seed: 7)
    let cells = (0..<grid.count).map { $0 % 13 == 5 ? Float.nan : Float.random(in: 0...9, using: &chance) }
    let (means, _) = try average(cells, grid, FocalKernel(.exponential, distance: 20, reach: 30))
    let wanted = plain(cells, grid) { $0 <= 30 ? exp(-$0 / 20) : 0 }
    for (own, wanted) in zip(means, wanted) {
      #expect(own.isNaN ? wanted.isNaN : abs(Double(own) - wanted) < 1e-5)
    }
  }

  /// Larger than one tile: 450 m to 2 250 m in cells of 30 m is 75 cells, and no window is wider than 1250.
  @Test func `A ramp stays a ramp inside, across tiles, and a constant everywhere`() throws {
    let grid = try planeGrid(columns: 1300, rows: 420, cell: 30)
    let kernel = FocalKernel(.exponential, distance: 450, reach: 2250)
    let ramp = (0..<grid.count).map { Float($0 % 1300) / 1300 }
    let (means, _) = try average(ramp, grid, kernel)
    for row in [80, 210, 340] {
      for column in stride(from: 80, to: 1220, by: 7) {
        #expect(abs(means[row * 1300 + column] - ramp[row * 1300 + column]) < 2e-6)
      }
    }
    let (same, _) = try average([Float](repeating: 3, count: grid.count), grid, kernel)
    #expect(same.allSatisfy { abs($0 - 3) < 1e-5 })
  }

  /// A disc of radius two cells holds 13 cells: 1 + 3·4.
  @Test func `The whole weight of a disc is its number of cells`() throws {
    let grid = try planeGrid(columns: 9, rows: 9, cell: 10)
    let (_, whole) = try average(
      [Float](repeating: 1, count: 81), grid, FocalKernel(.disc, distance: 20, reach: 20))
    #expect(whole == 13)
  }
}
