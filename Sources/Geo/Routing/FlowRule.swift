internal import CElementary

/// How the water of a cell is divided among its lower neighbours.
public enum FlowRule: String, CaseIterable, Sendable {
  /// All of it to the neighbour with the steepest fall.
  /// - Source: O'Callaghan & Mark 1984, The extraction of drainage networks from digital elevation data,
  ///   Computer Vision, Graphics, and Image Processing 28: 323–344.
  case d8
  /// To every lower neighbour, by its fall. Shares are kept as fifteenths, as InVEST keeps them.
  /// - Source: Quinn et al. 1991, The prediction of hillslope flow paths for distributed hydrological
  ///   modelling using digital terrain models, Hydrological Processes 5: 59–79; shares by fifteenths:
  ///   pygeoprocessing 2.4, `flow_dir_mfd`.
  case mfd

  /// The plane of shares under this rule.
  public var plane: Plane<UInt32> { Plane("flow-\(rawValue)") }
}

/// The shares in which a cell's water goes its eight ways: four bits for each way, that of the east lowest.
public struct FlowShares: Hashable, Sendable {
  /// The bits.
  public var bits: UInt32

  /// Takes bits as they are kept.
  @inline(__always) public init(bits: UInt32) { self.bits = bits }

  /// Water leaves the land here.
  public static let outlet = FlowShares(bits: 0)
  /// The cell has no height. No cell has these shares: eight times fifteen is more than the whole.
  public static let none = FlowShares(bits: .max)

  /// The share of one way.
  @inline(__always) func share(_ way: Int) -> UInt32 { bits >> UInt32(way * 4) & 15 }

  /// All shares together; near fifteen, since each is rounded.
  @inline(__always) var sum: UInt32 {
    let pairs = (bits & 0x0F0F_0F0F) + (bits >> 4 & 0x0F0F_0F0F)
    return (pairs &* 0x0101_0101) >> 24
  }

  /// Whether there is a height.
  @inline(__always) var isLand: Bool { bits != .max }

  /// Whether any water goes one way.
  @inline(__always) func goes(_ way: Int) -> Bool { isLand && share(way) != 0 }

  /// The part of the whole that goes one way.
  @inline(__always) func part(_ way: Int) -> Double { Double(share(way)) / Double(sum) }
}

extension Routing {
  /// Finds the ways of the water over the filled surface, into the rule's plane.
  ///
  /// A cell without a lower neighbour lies on a flat and drains over it by ``flatDistance``; where water
  /// leaves the land and nothing is lower, it goes no way.
  /// - Returns: The flow, in the order in which it is walked along.
  public func direct(by rule: FlowRule) throws -> Flow {
    try measureFlats()
    _ = try store.each(Array(tiling.indices)) { try direct(rule, $0) }
    try store.remove(Self.flatDistance.name)
    return try order(by: rule)
  }

  private func direct(_ rule: FlowRule, _ tile: Int) throws {
    let frame = frame(tile)
    let heights = try RingedCells(loading: Self.filled, frame, beyond: .nan, in: store)
    let distances = try RingedCells(loading: Self.flatDistance, frame, beyond: 0, in: store)
    let shares = try RingedCells(rule.plane, frame, beyond: FlowShares.none.bits, in: store)
    let flats = StepLengths(frame, of: grid, unit: grid.cellSize(row: 0).width)
    for row in 0..<frame.tile.height {
      let lengths = Compass.lengths(grid.cellSize(row: frame.tile.row + row))
      let first = frame.start(row: row)
      if rule == .mfd {
        lanes_divided_flow(
          heights.cells + first, frame.pitch, lengths.map { 1 / $0 }, shares.cells + first, frame.tile.width)
      }
      var chooser = FlowChooser(
        frame, slownesses: lengths.map { 1 / $0 },
        flatLengths: (0..<Compass.count).map { flats[first, $0] })
      // What divided flow has left over lies on flats.
      for cell in first..<first + frame.tile.width where rule == .d8 || shares.cells[cell] == 0 {
        shares.cells[cell] = chooser.shares(rule, cell, heights.cells, distances.cells).bits
      }
    }
    try shares.save(to: store)
  }
}

/// Divides the water of the cells of one row.
private struct FlowChooser {
  private let steps: InlineArray<8, Int>
  /// One over the metres of each way.
  private let slownesses: InlineArray<8, Double>
  private let flatLengths: InlineArray<8, Double>
  private var falls = InlineArray<8, Double>(repeating: 0)

  init(_ frame: RingedTile, slownesses: [Double], flatLengths: [Double]) {
    steps = frame.steps
    self.slownesses = InlineArray { slownesses[$0] }
    self.flatLengths = InlineArray { flatLengths[$0] }
  }

  @inline(__always)
  mutating func shares(
    _ rule: FlowRule, _ cell: Int, _ heights: UnsafePointer<Float>, _ distances: UnsafePointer<Double>
  ) -> FlowShares {
    let own = heights[cell]
    if own.isNaN { return .none }
    var sum = 0.0
    for way in 0..<Compass.count {
      let fall = (Double(own) - Double(heights[cell + steps[way]])) * slownesses[way]
      falls[way] = fall > 0 ? fall : 0
      sum += falls[way]
    }
    if sum == 0 {
      let distance = distances[cell]
      if distance == 0 { return .outlet }
      sum = fallOverFlat(rule, cell, own, distance, heights, distances)
    }
    return rule == .d8 ? steepest : divided(sum)
  }

  /// On a flat water goes to cells of the same height from which the way is shorter: by D8 along the
  /// shortest, by MFD to all of them.
  private mutating func fallOverFlat(
    _ rule: FlowRule, _ cell: Int, _ own: Float, _ distance: Double, _ heights: UnsafePointer<Float>,
    _ distances: UnsafePointer<Double>
  ) -> Double {
    var sum = 0.0
    for way in 0..<Compass.count {
      let other = cell + steps[way]
      guard heights[other] == own, distances[other] < distance else { continue }
      if rule == .d8, distances[other] + flatLengths[way] != distance { continue }
      falls[way] = rule == .d8 ? 1 : slownesses[way]
      sum += falls[way]
    }
    return sum
  }

  /// Among equals the first counter-clockwise from the east.
  private var steepest: FlowShares {
    var (best, chosen) = (0.0, 0)
    for way in Compass.counterClockwise where falls[way] > best { (best, chosen) = (falls[way], way) }
    return FlowShares(bits: 1 << UInt32(chosen * 4))
  }

  private func divided(_ sum: Double) -> FlowShares {
    var bits: UInt32 = 0
    for way in 0..<Compass.count { bits |= UInt32(0.5 + falls[way] / sum * 15) << UInt32(way * 4) }
    return FlowShares(bits: bits)
  }
}
