internal import Journal

/// The deferred transfers, the one that is due first in front.
struct DueTransfers: Sendable {
  private(set) var places: [Deferral] = []
  private var former: [Deferral]?

  mutating func add(_ deferral: Deferral) {
    former = former ?? places
    places.insert(deferral, at: position(of: deferral))
  }

  mutating func remove(_ deferral: Deferral) {
    former = former ?? places
    let position = position(of: deferral)
    if position < places.count, places[position] == deferral { places.remove(at: position) }
  }

  mutating func keep() { former = nil }

  mutating func rollBack() {
    if let former { places = former }
    former = nil
  }

  /// Where a deferral stands, or would stand.
  private func position(of deferral: Deferral) -> Int {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      let isBefore = (places[middle].due, places[middle].key) < (deferral.due, deferral.key)
      if isBefore { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
