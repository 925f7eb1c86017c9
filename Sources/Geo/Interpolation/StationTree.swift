/// Stations in a k-d tree, for quick answers to "which are nearest?".
struct StationTree: Sendable {
  struct Found {
    let squaredDistance: Double
    let number: Int
    let value: Double

    /// Nearer first; of equally near ones the first.
    func isBefore(_ other: Found) -> Bool {
      (squaredDistance, number) < (other.squaredDistance, other.number)
    }
  }

  /// Stations in the order of the tree: the middle of each range divides it.
  private let stations: [(number: Int, station: Station)]

  init(_ stations: [Station]) {
    var ordered = stations.enumerated().map { (number: $0.offset, station: $0.element) }
    Self.arrange(&ordered, 0..<ordered.count, byX: true)
    self.stations = ordered
  }

  private static func arrange(
    _ list: inout [(number: Int, station: Station)], _ range: Range<Int>, byX: Bool
  ) {
    guard range.count > 1 else { return }
    list[range].sort {
      byX
        ? ($0.station.place.x, $0.number) < ($1.station.place.x, $1.number)
        : ($0.station.place.y, $0.number) < ($1.station.place.y, $1.number)
    }
    let middle = (range.lowerBound + range.upperBound) / 2
    arrange(&list, range.lowerBound..<middle, byX: !byX)
    arrange(&list, middle + 1..<range.upperBound, byX: !byX)
  }

  /// The nearest stations, nearest first; fewer when there are fewer.
  ///
  /// - Parameter squeeze: How long a unit of x is, in units of y.
  func nearest(_ count: Int, to point: Point, _ squeeze: Double) -> [Found] {
    var search = Search(point: point, squeeze: squeeze, limit: count)
    look(0..<stations.count, byX: true, &search)
    return search.found
  }

  private func look(_ range: Range<Int>, byX: Bool, _ search: inout Search) {
    guard !range.isEmpty else { return }
    let middle = (range.lowerBound + range.upperBound) / 2
    let (number, station) = stations[middle]
    search.consider(number, station)
    let offset =
      byX ? (search.point.x - station.place.x) * search.squeeze : search.point.y - station.place.y
    let (low, high) = (range.lowerBound..<middle, middle + 1..<range.upperBound)
    look(offset < 0 ? low : high, byX: !byX, &search)
    if search.mayReach(offset * offset) { look(offset < 0 ? high : low, byX: !byX, &search) }
  }

  private struct Search {
    let point: Point
    let squeeze: Double
    let limit: Int
    var found: [Found] = []

    mutating func consider(_ number: Int, _ station: Station) {
      let (dx, dy) = ((point.x - station.place.x) * squeeze, point.y - station.place.y)
      let new = Found(squaredDistance: dx * dx + dy * dy, number: number, value: station.value)
      if found.count == limit, let last = found.last {
        guard new.isBefore(last) else { return }
        found.removeLast()
      }
      let place = found.firstIndex { new.isBefore($0) } ?? found.count
      found.insert(new, at: place)
    }

    /// Whether something so far may still count; equally far may, for the sake of order.
    func mayReach(_ squaredDistance: Double) -> Bool {
      guard found.count == limit, let last = found.last else { return true }
      return squaredDistance <= last.squaredDistance
    }
  }
}
