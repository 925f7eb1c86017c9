/// A place in the units of a reference system.
public struct Point: Hashable, Sendable {
  public var x: Double
  public var y: Double

  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  var isFinite: Bool { x.isFinite && y.isFinite }
}

/// An upright box; empty until it holds a point.
public struct Extent: Hashable, Sendable {
  public private(set) var west = Double.infinity
  public private(set) var east = -Double.infinity
  public private(set) var south = Double.infinity
  public private(set) var north = -Double.infinity

  public init() {}

  public var isEmpty: Bool { west > east }

  public mutating func include(_ point: Point) {
    west = min(west, point.x)
    east = max(east, point.x)
    south = min(south, point.y)
    north = max(north, point.y)
  }

  public mutating func include(_ other: Extent) {
    west = min(west, other.west)
    east = max(east, other.east)
    south = min(south, other.south)
    north = max(north, other.north)
  }
}
