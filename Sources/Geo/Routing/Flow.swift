internal import CElementary

/// The ways of the water over a relief by one rule, and an order in which each cell comes after all that
/// drain into it.
///
/// The order is found once, for all that is worked out along the flow; backwards each cell comes after all
/// that it drains to. It lies in the store, turn after turn: a turn takes the cells of one tile that wait for
/// no other tile any more. The turns of a round never touch each other, so that they can work side by side.
public struct Flow: Sendable {
  /// How the water of a cell is divided.
  public let rule: FlowRule
  let rounds: [[FlowTurn]]

  /// For each cell a bit for each way from which water comes.
  static func donors(_ rule: FlowRule) -> Plane<UInt8> { Plane("donors-\(rule.rawValue)") }
  /// Turn after turn the numbers of the cells in their order, as the turn's tile with its ring counts them.
  static func order(_ rule: FlowRule) -> Plane<UInt32> { Plane("order-\(rule.rawValue)") }
}

/// One turn of a tile: some of its cells, in their order.
struct FlowTurn: Sendable {
  let tile: Tile
  /// Places in the order of all.
  let places: Range<Int>
  /// Rows of the tile in which the cells lie; on the first turn all.
  let rows: Range<Int>
  let isFirst: Bool
}

/// Where water comes from and goes to in the tile that has its turn.
struct FlowCells {
  let shares: UnsafeMutablePointer<UInt32>
  /// Of own cells alone, a bit for each way from which water comes.
  let donors: UnsafeMutablePointer<UInt8>
  let steps: InlineArray<8, Int>

  /// How many cells ahead memory is asked for what they need.
  static let foresight = 16

  /// Asks memory for the ways of a cell and its neighbours.
  @inline(__always) func foresee(_ cell: Int) {
    foresee(shares, around: cell)
    lanes_foresee(donors + cell)
  }

  /// Asks memory for the figures of a cell and its neighbours: those of one row mostly lie in one line.
  @inline(__always) func foresee<Cell>(_ cells: UnsafeMutablePointer<Cell>, around cell: Int) {
    // The ways to the south and the north.
    lanes_foresee(cells + cell + steps[6])
    lanes_foresee(cells + cell)
    lanes_foresee(cells + cell + steps[2])
  }

  /// Calls for each neighbour that drains into the cell, clockwise from the east, with the part of its water.
  @inline(__always) func forEachDonor(of cell: Int, _ body: (_ other: Int, _ part: Double) -> Void) {
    var left = donors[cell]
    while left != 0 {
      let way = left.trailingZeroBitCount
      left &= left &- 1
      let other = cell + steps[way]
      body(other, FlowShares(bits: shares[other]).part(Compass.opposite(way)))
    }
  }

  /// Calls for each neighbour that the cell drains to, clockwise from the east, with the way and its share.
  @inline(__always) func forEachReceiver(
    of cell: Int, _ body: (_ other: Int, _ way: Int, _ share: UInt32) -> Void
  ) {
    var left = shares[cell]
    while left != 0 {
      let way = left.trailingZeroBitCount >> 2
      let share = left >> UInt32(way * 4) & 15
      left &= ~(15 << UInt32(way * 4))
      body(cell + steps[way], way, share)
    }
  }
}

/// Metres of the eight ways out of each cell of a tile.
struct StepLengths {
  private let lengths: PlainMemory<Double>
  /// 0 where all rows are alike.
  private let pitch: Int

  /// - Parameter unit: What lengths are counted in, in metres.
  init(_ frame: RingedTile, of grid: Grid, unit: Double = 1) {
    let isSame = !grid.reference.isGeographic
    pitch = isSame ? 0 : frame.pitch
    let rows = (isSame ? 0...0 : -1...frame.tile.height).flatMap { row in
      let size = grid.cellSize(row: min(max(frame.tile.row + row, 0), grid.rows - 1))
      // Divided first: on square cells 1 and √2 to the last bit, on which the shorter of two ways may hang.
      return Compass.lengths((size.width / unit, size.height / unit))
    }
    lengths = PlainMemory(rows)
  }

  /// The length of one way out of a cell.
  @inline(__always) subscript(_ cell: Int, _ way: Int) -> Double {
    lengths.items[pitch == 0 ? way : cell / pitch * Compass.count + way]
  }
}
