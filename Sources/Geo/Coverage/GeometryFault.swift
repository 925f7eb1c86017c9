/// What is wrong with a feature's geometry, in the order of the checks. Rings are counted from 0 through
/// all parts, an outer ring before its holes.
public enum GeometryFault: Hashable, Sendable {
  /// There is no ring at all.
  case empty
  /// A coordinate is not a finite number.
  case notFinite(ring: Int)
  /// Fewer than four points, the closing one counted.
  case tooFewPoints(ring: Int)
  /// All points lie on one line.
  case noArea(ring: Int)
}

/// A fault of a feature, and what was done about it.
public struct FeatureFault: Hashable, Sendable {
  /// Place of the feature in the list it came in, from 0.
  public let feature: Int
  /// The first fault found.
  public let fault: GeometryFault
  /// True when the whole feature covers nothing; false when only the ring was passed over.
  public let isPassedOver: Bool

  /// States a fault of a feature.
  public init(feature: Int, fault: GeometryFault, isPassedOver: Bool) {
    self.feature = feature
    self.fault = fault
    self.isPassedOver = isPassedOver
  }
}
