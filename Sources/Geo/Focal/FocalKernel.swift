/// How much a neighbour weighs in the mean around a cell, by its distance.
public struct FocalKernel: Hashable, Sendable {
  /// The line along which weight falls with distance.
  public enum Shape: String, CaseIterable, Sendable {
    /// exp(−d/distance)
    case exponential
    /// exp(−d²/(2 · distance²))
    case gaussian
    /// 1 up to the distance.
    case disc

    /// Distances after which what is left out weighs little.
    public var usualReach: Double {
      switch self {
      case .exponential: 5
      case .gaussian: 3
      case .disc: 1
      }
    }
  }

  /// The shape of the kernel.
  public let shape: Shape
  /// Metres: 1/e, one standard deviation, or the radius.
  public let distance: Double
  /// Metres beyond which nothing weighs.
  public let reach: Double

  /// A kernel; both lengths are in metres.
  public init(_ shape: Shape, distance: Double, reach: Double) {
    self.shape = shape
    self.distance = distance
    self.reach = reach
  }

  /// The weight at a distance in metres; 1 at the cell itself.
  public func weight(at metres: Double) -> Double {
    // A radius of whole cells shall hold the cell at its end, whatever the last bit.
    guard metres <= reach * (1 + 1e-9) else { return 0 }
    switch shape {
    case .exponential: return Elementary.exponential(-metres / distance)
    case .gaussian: return Elementary.exponential(-metres * metres / (2 * distance * distance))
    case .disc: return metres <= distance * (1 + 1e-9) ? 1 : 0
    }
  }

  /// The weight of a cell so many columns and rows away.
  func weight(_ column: Int, _ row: Int, _ cell: (width: Double, height: Double)) -> Double {
    let (x, y) = (Double(column) * cell.width, Double(row) * cell.height)
    return weight(at: (x * x + y * y).squareRoot())
  }

  /// Cells that the kernel reaches.
  func radius(_ cell: Double) -> Int { Int((reach / cell + 1e-9).rounded(.down)) }
}
