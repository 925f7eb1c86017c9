/// Tallies of one figure over many tiles, by zone and category.
///
/// Tiles must be added in the order of their index, whoever worked them out: then the sums have the same
/// bits for any number of threads, shards or machines.
public struct TallyTable: Sendable {
  private var places: [TileGroups.Key: Int] = [:]
  private var tallies: [Tally] = []
  private var lastTile = -1

  /// A table without rows.
  public init() {}

  /// - Parameter tile: Index of the tile; greater than that of every tile before.
  /// - Parameter tallies: One for each key.
  public mutating func add(tile: Int, keys: [TileGroups.Key], tallies added: [Tally]) {
    precondition(tile > lastTile, "Tiles are added in order, each once.")
    precondition(keys.count == added.count, "One tally for each key.")
    lastTile = tile
    for (key, tally) in zip(keys, added) {
      if let place = places[key] {
        tallies[place].add(tally)
      } else {
        places[key] = tallies.count
        tallies.append(tally)
      }
    }
  }

  /// All tallies, ascending by zone and category.
  public var rows: [(key: TileGroups.Key, tally: Tally)] {
    places.keys.sorted().compactMap { key in places[key].map { (key, tallies[$0]) } }
  }

  /// The tally of a zone and category, or nil when it has no cell.
  public subscript(key: TileGroups.Key) -> Tally? { places[key].map { tallies[$0] } }
}
