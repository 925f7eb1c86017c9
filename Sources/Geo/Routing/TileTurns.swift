/// Lets tiles take turns until none has anything left to do.
///
/// Tiles of one turn never touch each other, so that they can work side by side, and each sees what its
/// neighbours had finished.
struct TileTurns {
  private let tiling: Tiling
  private let store: any PlaneStore
  private var waiting: [Bool]
  private var begun: [Bool]

  init(_ tiling: Tiling, _ store: any PlaneStore, waiting: [Bool]) {
    self.tiling = tiling
    self.store = store
    self.waiting = waiting
    begun = [Bool](repeating: false, count: waiting.count)
  }

  /// - Parameter turn: Works on a tile, told whether it is the tile's first turn; gives the sides on which
  ///   something changed, one bit for each way, and a record of what was done.
  /// - Returns: The records of each round.
  @discardableResult
  mutating func run<Record: Sendable>(
    _ turn: @Sendable (_ tile: Int, _ isFirst: Bool) throws -> (sides: UInt8, record: Record)
  ) throws -> [[Record]] {
    var rounds: [[Record]] = []
    while waiting.contains(true) {
      for colour in 0..<4 {
        let batch = waiting.indices.filter { waiting[$0] && self.colour(of: $0) == colour }
        if batch.isEmpty { continue }
        for tile in batch { waiting[tile] = false }
        let begun = self.begun
        let done = try store.each(batch) { try turn($0, !begun[$0]) }
        for (tile, done) in zip(batch, done) {
          self.begun[tile] = true
          wake(around: tile, done.sides)
        }
        rounds.append(done.map(\.record))
      }
    }
    return rounds
  }

  private func colour(of tile: Int) -> Int {
    (tile % tiling.across & 1) | (tile / tiling.across & 1) << 1
  }

  private mutating func wake(around tile: Int, _ sides: UInt8) {
    let (column, row) = (tile % tiling.across, tile / tiling.across)
    for way in 0..<Compass.count where sides >> way & 1 == 1 {
      let (x, y) = (column + Compass.columnSteps[way], row + Compass.rowSteps[way])
      guard x >= 0, y >= 0, x < tiling.across, y < tiling.down else { continue }
      waiting[y * tiling.across + x] = true
    }
  }
}
