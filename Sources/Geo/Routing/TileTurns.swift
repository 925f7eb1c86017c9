/// Lets tiles take turns until none has anything left to do.
///
/// Tiles of one turn never touch each other, so that they can work side by side, and each sees what its
/// neighbours had finished.
struct TileTurns {
  /// The grid, cut in one way or in several by turns.
  private let cuts: [TileCut]
  private let store: any PlaneStore
  private var waiting: [[Bool]]
  private var begun: [Bool]

  /// - Parameter waiting: Which tiles of the first cut have something to do.
  init(_ cuts: [TileCut], _ store: any PlaneStore, waiting: [Bool]) {
    self.cuts = cuts
    self.store = store
    self.waiting = [waiting] + cuts.dropFirst().map { [Bool](repeating: false, count: $0.count) }
    begun = waiting.map { !$0 }
  }

  /// - Parameter turn: Works on a tile, told whether it is the first turn of a tile of the first cut; gives
  ///   the sides on which something changed, one bit for each way, and a record of what was done.
  /// - Returns: The records of each round.
  @discardableResult
  mutating func run<Record: Sendable>(
    _ turn: @Sendable (_ tile: Tile, _ isFirst: Bool) throws -> (sides: UInt8, record: Record)
  ) throws -> [[Record]] {
    var rounds: [[Record]] = []
    while waiting.contains(where: { $0.contains(true) }) {
      for cut in cuts.indices {
        for colour in 0..<4 {
          let records = try round(cut, colour, turn)
          if !records.isEmpty { rounds.append(records) }
        }
      }
    }
    return rounds
  }

  private mutating func round<Record: Sendable>(
    _ place: Int, _ colour: Int,
    _ turn: @Sendable (_ tile: Tile, _ isFirst: Bool) throws -> (sides: UInt8, record: Record)
  ) throws -> [Record] {
    let cut = cuts[place]
    let batch = waiting[place].indices.filter { waiting[place][$0] && cut.colour(of: $0) == colour }
    for tile in batch { waiting[place][tile] = false }
    let begun = self.begun
    let done = try store.each(batch) { try turn(cut[$0], place == 0 && !begun[$0]) }
    for (tile, done) in zip(batch, done) {
      if place == 0 { self.begun[tile] = true }
      wake(around: cut[tile], done.sides)
    }
    return done.map(\.record)
  }

  /// Tiles of any cut that have cells beyond a side on which something changed have something to do.
  private mutating func wake(around tile: Tile, _ sides: UInt8) {
    for way in 0..<Compass.count where sides >> UInt8(way) & 1 == 1 {
      let window = (
        columns: Self.beyond(tile.columns, Compass.columnSteps[way]),
        rows: Self.beyond(tile.rows, Compass.rowSteps[way])
      )
      for cut in cuts.indices {
        for other in cuts[cut].tiles(in: window) { waiting[cut][other] = true }
      }
    }
  }

  /// The cells of a range, or the one before or after it.
  private static func beyond(_ range: Range<Int>, _ step: Int) -> Range<Int> {
    switch step {
    case -1: range.lowerBound - 1..<range.lowerBound
    case 1: range.upperBound..<range.upperBound + 1
    default: range
    }
  }
}
