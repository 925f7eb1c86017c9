/// A ring of points; the last may or may not repeat the first.
public struct Ring: Hashable, Sendable {
  /// In the order of the outline.
  public var points: [Point]

  /// A ring through points; closed by itself.
  public init(_ points: [Point]) { self.points = points }

  /// Area in square units, positive when the ring runs anticlockwise (y upwards).
  ///
  /// Taken relative to the first point, so that northings of millions of metres lose nothing.
  public var signedArea: Double {
    guard let origin = points.first else { return 0 }
    var twice = 0.0
    var before = Point(x: 0, y: 0)
    for point in points.dropFirst() {
      let now = Point(x: point.x - origin.x, y: point.y - origin.y)
      twice += before.x * now.y - now.x * before.y
      before = now
    }
    return twice / 2
  }
}

/// Which places are inside when rings cross or overlap. For valid polygons both rules agree.
public enum FillRule: Hashable, Sendable {
  /// Inside where the outlines are crossed an odd number of times.
  case evenOdd
  /// Inside wherever the outer rings, less the holes, wind around at least once.
  case nonZero
}

/// One zone: any number of parts, each an outer ring with holes. Rings may run in either direction.
public struct ZonePolygon: Hashable, Sendable {
  /// An outer ring and what is cut out of it.
  public struct Part: Hashable, Sendable {
    /// The outline of the part.
    public var outer: Ring
    /// Rings inside the outline that do not belong to the zone.
    public var holes: [Ring]

    /// A part with its holes.
    public init(outer: Ring, holes: [Ring]) {
      self.outer = outer
      self.holes = holes
    }
  }

  /// Parts that do not overlap; none is an empty geometry.
  public var parts: [Part]
  /// What counts as inside should rings cross.
  public var rule: FillRule

  /// A zone of any number of parts.
  public init(parts: [Part], rule: FillRule) {
    self.parts = parts
    self.rule = rule
  }
}
