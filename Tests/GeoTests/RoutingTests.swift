import Geo
import Testing

/// Goal: flow over surfaces whose answer is known beforehand.
@Suite struct RoutingTests {
  private func ways(_ relief: RoutedRelief) throws -> [Int] {
    try relief.shares(.d8).map { shares in
      shares == .none ? 255 : (0..<8).first { shares.bits >> UInt32($0 * 4) & 15 == 1 } ?? 8
    }
  }

  @Test(arguments: [2, 3, 32_768]) func `On a plane falling west each cell gathers its row`(tile: Int) throws
  {
    let relief = try RoutedRelief(5, 4, tile: tile) { x, _ in x }
    #expect(try ways(relief)[5..<10] == [8, 4, 4, 4, 4])
    #expect(try relief.upslope(.one)[5..<10] == [5, 4, 3, 2, 1])
    #expect(try relief.upslope(.area)[5..<10] == [500, 400, 300, 200, 100])
    #expect(try relief.slopeLength(cutoff: 0)[5..<10] == [45, 35, 25, 15, 5])
    #expect(relief.raised == 0)
  }

  @Test(arguments: [1, 2, 32_768]) func `Slope length begins anew where the fall breaks off`(tile: Int) throws
  {
    // From the east: falls of 10, 10, 1, 1 metres.
    let relief = try RoutedRelief(
      try planeGrid(columns: 5, rows: 1, cell: 10), [0, 1, 2, 12, 22], tile: tile)
    #expect(try relief.slopeLength(cutoff: 0.5) == [25, 15, 5, 15, 5])
    #expect(try relief.slopeLength(cutoff: 0) == [45, 35, 25, 15, 5])
  }

  @Test(arguments: [2, 3, 32_768]) func `A pit is filled to its spill and drains there`(tile: Int) throws {
    // A bowl of 5 × 5 with its rim at 10, notched to 6 in the middle of the east side.
    var heights: [Float] = [
      10, 10, 10, 10, 10, 10, 3, 3, 3, 10, 10, 3, 1, 3, 6, 10, 3, 3, 3, 10, 10, 10, 10, 10, 10,
    ]
    let grid = try planeGrid(columns: 5, rows: 5, cell: 30)
    let relief = try RoutedRelief(grid, heights, tile: tile)
    #expect(relief.raised == 9)
    let filled = try relief.filled()
    for cell in [6, 7, 8, 11, 12, 13, 16, 17, 18] { #expect(filled[cell] == 6) }
    let ways = try ways(relief)
    #expect(ways[14] == 8 && ways[12] == 0 && ways[13] == 0 && ways[8] == 1)
    #expect(try relief.upslope(.one)[14] >= 10)
    // Sea in the middle of it: nothing is raised, and water leaves there.
    heights[12] = .nan
    let sea = try RoutedRelief(grid, heights, tile: tile)
    #expect(sea.raised == 0)
    #expect(try self.ways(sea)[12] == 255 && self.ways(sea)[11] == 8)
    #expect(try sea.upslope(.one)[12].isNaN && sea.slopeLength(cutoff: 0)[12].isNaN)
  }

  /// The middle is three steps from the edge, at most 14.2 m each; it begins with half a step.
  @Test func `A flat drains to its nearest edge`() throws {
    let relief = try RoutedRelief(7, 7, tile: 3) { _, _ in 5 }
    #expect(try ways(relief).filter { $0 == 8 }.count == 24)
    #expect(try relief.slopeLength(cutoff: 0).allSatisfy { $0 <= 3.5 * 14.2 })
  }

  /// Falls per metre of 3 to the east and 1 to the south, (30 + 10)/14.142 = 2.8284 to the south-east and
  /// (30 − 10)/14.142 = 1.4142 to the north-east, together 8.2426. Times fifteen over it: 5.46, 1.82, 5.15
  /// and 2.57.
  @Test func `A tilted plane divides its water by the falls`() throws {
    let relief = try RoutedRelief(4, 4) { x, y in y - 3 * x }
    #expect(try relief.shares(.mfd)[5] == FlowShares(bits: 5 | 5 << 4 | 2 << 8 | 3 << 28))
    #expect(try relief.shares(.d8)[5] == FlowShares(bits: 1), "3 is more than 4/√2.")
  }

  @Test func `On a geographic grid upslope areas are those of the ellipsoid`() throws {
    let grid = try Grid(
      west: 0, north: 30, cellWidth: 0.01, cellHeight: 0.01, columns: 1, rows: 3,
      reference: ReferenceSystem(text: "EPSG:4490", measure: .degrees(.cgcs2000)))
    let area = try RoutedRelief(grid, [3, 2, 1], tile: 1).upslope(.area)
    let cells = (0..<3).map { grid.cellArea(row: $0) }
    #expect(area == [cells[0], cells[1] + cells[0], cells[2] + (cells[1] + cells[0])])
  }

  /// A row of five cells falling west with the stream at its end; weights 1, 2, 3, 4, 5.
  @Test(arguments: FlowRule.allCases) func `The way down is summed by metres or by cells`(rule: FlowRule)
    throws
  {
    let grid = try planeGrid(columns: 5, rows: 1, cell: 10)
    let relief = try RoutedRelief(grid, [0, 1, 2, 3, 4], tile: 2)
    try relief.planes.put([1, 2, 3, 4, 5], RoutedRelief.weight)
    #expect(try relief.streams(threshold: 5, trace: 1, rule) == [1, 0, 0, 0, 0])
    #expect(try relief.downslope(nil, .metres, rule) == [0, 10, 20, 30, 40])
    #expect(try relief.downslope(nil, .cells, rule) == [0, 1, 2, 3, 4])
    #expect(try relief.downslope(RoutedRelief.weight, .metres, rule) == [0, 20, 50, 90, 140])
    #expect(try relief.downslope(RoutedRelief.weight, .cells, rule) == [0, 1, 3, 6, 10])
    #expect(try relief.downslope(RoutedRelief.weight, .cellsLeft, rule) == [0, 2, 5, 9, 14])
    _ = try relief.streams(threshold: 9, trace: 1, rule)
    #expect(try relief.downslope(nil, .metres, rule).allSatisfy(\.isNaN), "No stream is reached.")
  }

  /// Gathered from the west, where water leaves: 12, 6, 9, 9, 9. At a threshold of 8 the stream passes the 6
  /// if half of 8 is enough, and else ends there: what lies above is not followed.
  @Test func `A stream is followed from its outlet, and goes on where water thins out`() throws {
    let relief = try RoutedRelief(
      try planeGrid(columns: 5, rows: 1, cell: 10), [0, 1, 2, 3, 4], tile: 2)
    try relief.planes.put([6, -3, 0, 0, 9], RoutedRelief.weight)
    try relief.routing.addUpslope(
      [.plane(RoutedRelief.weight)], along: relief.flow(.d8), into: [RoutedRelief.sum])
    #expect(try relief.planes.cells(RoutedRelief.sum, 0) == [12, 6, 9, 9, 9])
    for (trace, wanted) in [(1.0, [1, 0, 0, 0, 0] as [Float]), (0.5, [1, 1, 1, 1, 1])] {
      try relief.routing.findStreams(
        RoutedRelief.sum, threshold: 8, trace: trace, along: relief.flow(.d8), into: RoutedRelief.streams)
      #expect(try relief.planes.cells(RoutedRelief.streams, 0) == wanted)
    }
  }

  /// Steps of 10 m with a length of 50/ln 2 ⇒ s = 1/2 each. From the stream up, efficiencies 0.8, 0.8, 0.2:
  /// 0.4; 0.8·½ + 0.4·½ = 0.6; 0.2 is less than 0.6, so 0.6 stays.
  @Test func `Vegetation holds back more the longer the way, and never less than below`() throws {
    let grid = try planeGrid(columns: 4, rows: 1, cell: 10)
    let relief = try RoutedRelief(grid, [0, 1, 2, 3], tile: 2)
    let (efficiency, length) = (Plane<Float>("efficiency"), Plane<Float>("length"))
    try relief.planes.put([0.8, 0.8, 0.8, 0.2], efficiency)
    try relief.planes.put([Float](repeating: 72.134752, count: 4), length)
    _ = try relief.streams(threshold: 4, trace: 1, .mfd)
    try relief.routing.retain(
      efficiency: efficiency, length: length, streams: RoutedRelief.streams, along: relief.flow(.mfd),
      into: RoutedRelief.sum)
    let held = try relief.planes.cells(RoutedRelief.sum, 0)
    for (own, wanted) in zip(held, [0, 0.4, 0.6, 0.6] as [Double]) { #expect(abs(own - wanted) < 1e-7) }
  }

  /// Ratios 1, 0.5, 0.2 from the stream up, loads 0, 5, 10. Top: part (0.5 − 0.2)/0.8, nothing arrives, 10 go
  /// on. Middle: part (1 − 0.5)/0.5 = 1 of 10 settles, 5 go on. In the stream all 5 settle.
  @Test func `What is not delivered settles on the way`() throws {
    let grid = try planeGrid(columns: 3, rows: 1, cell: 10)
    let relief = try RoutedRelief(grid, [0, 1, 2], tile: 2)
    let (load, ratio) = (Plane<Float>("load"), Plane<Float>("ratio"))
    try relief.planes.put([0, 5, 10], load)
    try relief.planes.put([1, 0.5, 0.2], ratio)
    try relief.routing.settle(load: load, ratio: ratio, along: relief.flow(.d8), into: RoutedRelief.sum)
    let settled = try relief.planes.cells(RoutedRelief.sum, 0)
    for (own, wanted) in zip(settled, [5, 10, 0] as [Double]) { #expect(abs(own - wanted) < 1e-6) }
  }
}
