/// The spans of each place in the order of their serials.
struct SpanIndex: Sendable {
  struct Owner: Hashable, Sendable {
    let lot: LotID
    let place: Place
  }

  private var firsts: [Owner: [Int64]] = [:]

  /// The first serials of the spans of a lot in a place, ascending.
  func firsts(of lot: LotID, in place: Place) -> [Int64] { firsts[Owner(lot: lot, place: place)] ?? [] }

  /// The first serials of the spans beside a serial: the last below it, and the first that is not.
  func neighbours(of first: Int64, of lot: LotID, in place: Place) -> (below: Int64?, above: Int64?) {
    guard let list = firsts[Owner(lot: lot, place: place)] else { return (nil, nil) }
    let index = Self.index(of: first, in: list)
    return (index > 0 ? list[index - 1] : nil, index < list.count ? list[index] : nil)
  }

  mutating func insert(_ span: Span) {
    let owner = Owner(lot: span.key.lot, place: span.place)
    let index = Self.index(of: span.first, in: firsts[owner] ?? [])
    firsts[owner, default: []].insert(span.first, at: index)
  }

  mutating func remove(_ span: Span) {
    let owner = Owner(lot: span.key.lot, place: span.place)
    guard var list = firsts.removeValue(forKey: owner) else { return }
    let index = Self.index(of: span.first, in: list)
    if index < list.count, list[index] == span.first { list.remove(at: index) }
    if !list.isEmpty { firsts[owner] = list }
  }

  /// The place of the first serial in an ascending list that is not below another.
  static func index(of first: Int64, in list: [Int64]) -> Int {
    var (low, high) = (0, list.count)
    while low < high {
      let middle = (low + high) / 2
      if list[middle] < first { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
