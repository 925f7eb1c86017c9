public import Geo

extension ReportMap {
  /// A map from full outlines: they lose the points that a drawing cannot show, a third of a point.
  ///
  /// - Parameters:
  ///   - zones: Code and polygons, in the coordinates of the extent.
  ///   - extent: Where the map ends; empty to end it at the outlines.
  ///   - picture: Over the same extent; nil for none.
  /// - Returns: nil when there is nothing to draw.
  public static func drawn(
    zones: [(code: String, parts: [ZonePolygon.Part])], extent: Extent, metresPerX: Double,
    metresPerY: Double,
    picture: ValuePicture?
  ) -> ReportMap? {
    var extent = extent
    if extent.isEmpty {
      for ring in zones.flatMap({ $0.parts.map(\.outer) }) {
        for point in ring.points where point.x.isFinite && point.y.isFinite { extent.include(point) }
      }
    }
    guard !extent.isEmpty, extent.east > extent.west, extent.north > extent.south else { return nil }
    let across = (extent.east - extent.west) / MapFrame.width
    let along = (extent.north - extent.south) / MapFrame.width
    let outlines = zones.compactMap { zone in
      let rings = zone.parts.flatMap { [$0.outer] + $0.holes }
      let drawn = rings.map { simplified($0, tolerance: min(across, along) / 3) }.filter {
        $0.points.count > 3
      }
      return drawn.isEmpty ? nil : ZoneOutline(code: zone.code, rings: drawn)
    }
    return ReportMap(
      extent: extent, metresPerX: metresPerX, metresPerY: metresPerY, outlines: outlines, picture: picture,
      approval: nil)
  }
}

/// A ring with fewer points, none of those left out farther than the tolerance from what is drawn.
///
/// - Source: D. Douglas, T. Peucker, 1973. The ring is cut at its first point and at the point farthest from
///   it.
public func simplified(_ ring: Ring, tolerance: Double) -> Ring {
  var points = ring.points.filter { $0.x.isFinite && $0.y.isFinite }
  if let first = points.first, points.last != first { points.append(first) }
  guard points.count > 5 else { return Ring(points) }
  var kept = [Bool](repeating: false, count: points.count)
  let middle = points.indices.max {
    squareDistance(points[$0], points[0]) < squareDistance(points[$1], points[0])
  }
  let cut = middle ?? 0
  for index in [0, cut, points.count - 1] { kept[index] = true }
  var waiting = [(0, cut), (cut, points.count - 1)]
  while let (start, end) = waiting.popLast() {
    guard let far = farthest(points, start, end, beyond: tolerance) else { continue }
    kept[far] = true
    waiting += [(start, far), (far, end)]
  }
  return Ring(points.indices.filter { kept[$0] }.map { points[$0] })
}

/// The point between two others that lies farthest from the line between them; nil when all are near.
private func farthest(_ points: [Point], _ start: Int, _ end: Int, beyond tolerance: Double) -> Int? {
  guard end - start > 1 else { return nil }
  var best: (index: Int, square: Double) = (start, tolerance * tolerance)
  for index in start + 1..<end {
    let square = squareDistance(points[index], from: points[start], to: points[end])
    if square > best.square { best = (index, square) }
  }
  return best.index == start ? nil : best.index
}

private func squareDistance(_ a: Point, _ b: Point) -> Double {
  (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)
}

/// To the nearest place of a segment.
private func squareDistance(_ point: Point, from start: Point, to end: Point) -> Double {
  let length = squareDistance(start, end)
  guard length > 0 else { return squareDistance(point, start) }
  let along =
    ((point.x - start.x) * (end.x - start.x) + (point.y - start.y) * (end.y - start.y)) / length
  let share = min(1, max(0, along))
  let near = Point(x: start.x + share * (end.x - start.x), y: start.y + share * (end.y - start.y))
  return squareDistance(point, near)
}
