/// A place in the units of a reference system.
public struct Point: Hashable, Sendable {
  /// Eastwards.
  public var x: Double
  /// Northwards.
  public var y: Double

  /// A place by its two coordinates.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  var isFinite: Bool { x.isFinite && y.isFinite }
}

/// An upright box; empty until it holds a point.
public struct Extent: Hashable, Sendable {
  /// Least x; +∞ while empty.
  public private(set) var west = Double.infinity
  /// Greatest x; −∞ while empty.
  public private(set) var east = -Double.infinity
  /// Least y; +∞ while empty.
  public private(set) var south = Double.infinity
  /// Greatest y; −∞ while empty.
  public private(set) var north = -Double.infinity

  /// An empty box.
  public init() {}

  /// Whether it holds no point yet.
  public var isEmpty: Bool { west > east }

  /// Grows until it holds a point.
  public mutating func include(_ point: Point) {
    west = min(west, point.x)
    east = max(east, point.x)
    south = min(south, point.y)
    north = max(north, point.y)
  }

  /// Grows until it holds another box.
  public mutating func include(_ other: Extent) {
    west = min(west, other.west)
    east = max(east, other.east)
    south = min(south, other.south)
    north = max(north, other.north)
  }
}
