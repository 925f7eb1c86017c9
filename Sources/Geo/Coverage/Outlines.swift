/// The outlines of all zones, ready to be laid on tiles: outer rings anticlockwise, holes clockwise, closed,
/// and cut into short chains with an extent each, so that a tile looks only at what is near it.
struct Outlines: Sendable {
  /// A run of points `first ... last` of one ring.
  struct Chain: Sendable {
    let first: Int
    let last: Int
    let extent: Extent
  }
  struct Zone: Sendable {
    let chains: Range<Int>
    let extent: Extent
    let rule: FillRule
  }

  private(set) var points: [Point] = []
  private(set) var chains: [Chain] = []
  private(set) var zones: [Zone] = []
  private(set) var faults: [FeatureFault] = []

  /// Edges of a chain. Long chains are looked at too often, short ones are too many.
  private static let chainLength = 32

  init(_ polygons: [ZonePolygon]) {
    zones.reserveCapacity(polygons.count)
    for polygon in polygons { add(polygon) }
  }

  private mutating func add(_ polygon: ZonePolygon) {
    let (feature, start) = (zones.count, chains.count)
    var extent = Extent()
    if let fault = Self.spoiled(polygon) {
      faults.append(FeatureFault(feature: feature, fault: fault, isPassedOver: true))
    } else {
      for (number, ring, isHole) in Self.rings(polygon) {
        if let fault = Self.degenerate(ring, number) {
          faults.append(FeatureFault(feature: feature, fault: fault, isPassedOver: polygon.ringCount == 1))
        } else {
          extent.include(add(ring, isHole: isHole))
        }
      }
    }
    zones.append(Zone(chains: start..<chains.count, extent: extent, rule: polygon.rule))
  }

  private mutating func add(_ ring: Ring, isHole: Bool) -> Extent {
    let first = points.count
    let anticlockwise = ring.closed.signedArea > 0
    points.append(contentsOf: anticlockwise == isHole ? ring.closed.points.reversed() : ring.closed.points)
    var whole = Extent()
    var start = first
    while start < points.count - 1 {
      let end = min(start + Self.chainLength, points.count - 1)
      var extent = Extent()
      for point in points[start...end] { extent.include(point) }
      chains.append(Chain(first: start, last: end, extent: extent))
      whole.include(extent)
      start = end
    }
    return whole
  }
}

extension Outlines {
  private static func rings(_ polygon: ZonePolygon) -> [(number: Int, ring: Ring, isHole: Bool)] {
    var number = 0
    var list: [(number: Int, ring: Ring, isHole: Bool)] = []
    for part in polygon.parts {
      for (place, ring) in ([part.outer] + part.holes).enumerated() {
        list.append((number, ring, place > 0))
        number += 1
      }
    }
    return list
  }

  /// Faults that spoil the whole feature: an unknown place in one ring makes all its areas doubtful.
  private static func spoiled(_ polygon: ZonePolygon) -> GeometryFault? {
    if polygon.parts.allSatisfy({ $0.outer.points.isEmpty && $0.holes.isEmpty }) { return .empty }
    for (number, ring, _) in rings(polygon) where !ring.points.allSatisfy(\.isFinite) {
      return .notFinite(ring: number)
    }
    return nil
  }

  private static func degenerate(_ ring: Ring, _ number: Int) -> GeometryFault? {
    let ring = ring.closed
    if ring.points.count < 4 { return .tooFewPoints(ring: number) }
    return ring.isLine ? .noArea(ring: number) : nil
  }
}

extension Ring {
  /// The ring with its first point repeated at the end.
  var closed: Ring {
    guard let first = points.first, points.last != first else { return self }
    return Ring(points + [first])
  }

  /// Whether all points lie on one line, or so far apart that no area can be computed.
  ///
  /// A ring that crosses itself may enclose an area of zero on balance and is no line.
  fileprivate var isLine: Bool {
    guard let first = points.first, signedArea.isFinite else { return true }
    let offsets = points.map { Point(x: $0.x - first.x, y: $0.y - first.y) }
    func square(_ p: Point) -> Double { p.x * p.x + p.y * p.y }
    guard let far = offsets.max(by: { square($0) < square($1) }), square(far) > 0 else { return true }
    let spread = offsets.map { abs($0.x * far.y - $0.y * far.x) }.max() ?? 0
    // Rounding leaves the points of a slanting line some 1e-16 of its length beside it.
    return !(spread > 1e-13 * square(far))
  }
}

extension ZonePolygon {
  var ringCount: Int { parts.reduce(0) { $0 + 1 + $1.holes.count } }
}
