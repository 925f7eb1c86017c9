import Geo
import Testing

/// Goal: whatever the tiles, the bits are those of the plain way over the whole grid.
@Suite struct RoutingTileTests {
  /// Noise on a slope, in coarse steps with many flats and hollows, or fine ones; some cells without height.
  static func heights(_ seed: UInt64, _ columns: Int, _ rows: Int) -> [Float] {
    var chance = Chance(seed: seed)
    let steps = seed % 2 == 0 ? 5.0 : 1e6
    return (0..<columns * rows).map { place in
      let noise = (Double.random(in: 0...steps, using: &chance)).rounded() * 5 / steps
      let hole = seed % 3 == 0 && Double.random(in: 0..<1, using: &chance) < 0.02
      return hole ? .nan : Float((Double(place % columns) / 9).rounded() + noise)
    }
  }

  /// - Parameter tile: Side of the tiles; 0 for one tile whose planes the store hands out as wholes.
  private static func relief(
    _ grid: Grid, _ heights: [Float], tile: Int, backwards: Bool = false
  ) throws -> RoutedRelief {
    try RoutedRelief(
      grid, heights, tile: tile == 0 ? 32_768 : tile, backwards: backwards, holds: tile == 0)
  }

  private func same<Cell: BinaryFloatingPoint>(_ a: [Cell], _ b: [Cell]) -> Bool {
    zip(a, b).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `Any relief is filled, divided and summed as by the plain way`(seed: UInt64) throws {
    let (columns, rows) = (43, 31)
    let heights = Self.heights(seed, columns, rows)
    let grid = try planeGrid(columns: columns, rows: rows, cell: 10)
    var chance = Chance(seed: seed + 100)
    let weights = heights.map { _ in Float.random(in: 0.1...3, using: &chance) }
    for (tile, backwards) in [(0, false), (32_768, false), (7, false), (16, true), (3, true)] {
      let relief = try Self.relief(grid, heights, tile: tile, backwards: backwards)
      try relief.planes.put(weights, RoutedRelief.weight)
      for rule in FlowRule.allCases {
        let plain = PlainRouting(heights, columns: columns, cell: 10, rule: rule)
        #expect(same(try relief.filled(), plain.filled))
        let shares = try relief.shares(rule)
        #expect(
          zip(shares, plain.shares).allSatisfy { own, wanted in
            wanted.isEmpty
              ? own == .none : wanted.indices.allSatisfy { Int(own.bits >> ($0 * 4) & 15) == wanted[$0] }
          }, "\(rule) \(tile)")
        let sums = try relief.upslope(.plane(RoutedRelief.weight), rule)
        #expect(same(sums, plain.upslope { Double(weights[$0]) }), "\(rule) \(tile)")
        let streams = try relief.streams(threshold: 30, trace: 0.7, rule)
        for measure in Routing.StepMeasure.allCases {
          let down = try relief.downslope(RoutedRelief.weight, measure, rule)
          #expect(same(down, plain.downslope(weights, measure, streams: streams)), "\(rule) \(tile)")
        }
      }
    }
  }

  @Test(arguments: 0..<6 as Range<UInt64>) func `All water leaves the land`(seed: UInt64) throws {
    let grid = try planeGrid(columns: 43, rows: 31, cell: 10)
    let heights = Self.heights(seed, 43, 31)
    let land = heights.filter { !$0.isNaN }.count
    let relief = try RoutedRelief(grid, heights, tile: 8)
    for rule in FlowRule.allCases {
      let sums = try relief.upslope(.one, rule)
      let left = zip(sums, try relief.shares(rule)).filter { $1 == .outlet }.reduce(0) { $0 + $1.0 }
      #expect(abs(left - Double(land)) < 1e-9 * Double(land))
    }
  }

  /// Retention, deposition and slope lengths have no plain way here; tiles must not change a bit of them.
  @Test(arguments: 0..<6 as Range<UInt64>) func `Tiles change no bit`(seed: UInt64) throws {
    let grid = try planeGrid(columns: 43, rows: 31, cell: 10)
    let heights = Self.heights(seed, 43, 31)
    var chance = Chance(seed: seed + 7)
    let weights = heights.map { _ in Float.random(in: 0...1, using: &chance) }
    var first: [[Double]] = []
    for tile in [0, 32_768, 9, 4, 1] {
      let relief = try Self.relief(grid, heights, tile: tile)
      try relief.planes.put(weights, RoutedRelief.weight)
      var found = [try relief.slopeLength(cutoff: 0.5)]
      for rule in FlowRule.allCases {
        _ = try relief.streams(threshold: 30, trace: 0.7, rule)
        try relief.routing.retain(
          efficiency: RoutedRelief.weight, length: RoutedRelief.weight, streams: RoutedRelief.streams,
          along: relief.flow(rule),
          into: RoutedRelief.sum)
        found.append(try relief.planes.cells(RoutedRelief.sum, 0))
        try relief.routing.settle(
          load: RoutedRelief.weight, ratio: RoutedRelief.weight, along: relief.flow(rule),
          into: RoutedRelief.sum)
        found.append(try relief.planes.cells(RoutedRelief.sum, 0))
      }
      if first.isEmpty { first = found }
      #expect(zip(first, found).allSatisfy { same($0, $1) }, "\(tile)")
    }
  }

  /// Divided flow down a slope along the line between two tiles crosses it in every one of the 192 rows. Six
  /// tiles and the twelve that lie across their lines settle it, each with two turns at most.
  @Test func `A slope along the tiles' lines takes no turn for each row`() throws {
    let relief = try RoutedRelief(128, 192, tile: 64) { $1 }
    let before = relief.planes.turns
    _ = try relief.upslope(.one, .mfd)
    #expect(relief.planes.turns - before <= 2 * (6 + 12))
  }
}
