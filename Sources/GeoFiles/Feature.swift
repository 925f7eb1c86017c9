public import Geo

/// A feature as it was read: its number, attributes and shape.
public struct Feature: Hashable, Sendable {
  /// The feature's number in its file (FID).
  public let id: Int64
  /// One value per field of the layer, in the order of the fields.
  public let attributes: [AttributeValue]
  public let shape: Shape

  /// What a feature covers or marks.
  public enum Shape: Hashable, Sendable {
    /// One or more polygons with their holes.
    case polygons([ZonePolygon.Part])
    /// One or more places.
    case points([Point])
    /// The layer is a table, or shapes were not asked for.
    case none
  }
}

/// A value in an attribute table.
public enum AttributeValue: Hashable, Sendable {
  /// Null or never set.
  case missing
  case text(String)
  case whole(Int64)
  case number(Double)

  /// The value as a person would type it: whole numbers without a point, text without outer spaces; nil
  /// when missing. A code kept as the number 320481.0 reads `320481`.
  public var text: String? {
    switch self {
    case .missing: nil
    case .text(let text): text
    case .whole(let number): String(number)
    case .number(let number):
      Int64(exactly: number).map { String($0) } ?? number.description
    }
  }
}

/// A feature that was read and cannot be used, and why.
public struct PassedOver: Hashable, Sendable {
  /// The feature's number in its file (FID).
  public let id: Int64
  public let reason: Reason

  /// What is wrong with a feature.
  public enum Reason: Hashable, Sendable {
    /// It has no geometry at all.
    case noGeometry
    /// Its geometry has no points.
    case emptyGeometry
    /// A coordinate is not a finite number.
    case notFinite
    /// It is of another kind, such as a line where polygons are wanted.
    case otherKind(String)
    /// Its polygons break the rules; what and where, in the words of GEOS.
    case invalid(String)
    /// Its points have no place in the target system.
    case notTransformed(String)
  }
}

extension PassedOver: CustomStringConvertible {
  /// The feature and the reason, in Chinese and English.
  public var description: String {
    let (chinese, english) = reason.texts
    return "要素 \(id) 略过：\(chinese) / feature \(id) passed over: \(english)"
  }
}

extension PassedOver.Reason {
  var texts: (String, String) {
    switch self {
    case .noGeometry: ("没有图形", "it has no geometry")
    case .emptyGeometry: ("图形是空的", "its geometry is empty")
    case .notFinite: ("坐标不是有限的数", "a coordinate is not a finite number")
    case .otherKind(let kind): ("图形类型是 \(kind)", "its geometry is a \(kind)")
    case .invalid(let words): ("图形无效（\(words)）；请修复拓扑", "invalid (\(words)); mend its topology")
    case .notTransformed(let words): ("坐标换算失败（\(words)）", "its points cannot be transformed (\(words))")
    }
  }
}
