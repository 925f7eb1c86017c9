/// How the value of a cell of the region's grid comes from cells of a layer that lie otherwise.
///
/// The region file chooses it; there is no usual one.
public enum Resampling: String, Hashable, Sendable, CaseIterable {
  /// The cell under the centre. For classes and codes.
  case nearest
  /// The most frequent cell. For classes that are finer than the grid.
  case mode
  /// From the four cells around the centre. For smooth amounts per area.
  case bilinear
  /// From the sixteen cells around the centre. For terrain.
  case cubic
  /// The mean of the covered cells, by area. For amounts per area that are finer than the grid.
  case average
  /// The sum of the covered cells, each by the part of it that is covered. For amounts per cell, such as
  /// people: the total is kept.
  case sum

  /// Whether it invents no value that is not in the layer.
  public var keepsCodes: Bool { self == .nearest || self == .mode }

  /// The warper's name for it.
  var gdal: String { self == .nearest ? "near" : rawValue }

  /// Cells of the layer that count beyond the cell under the centre.
  var reach: Int {
    switch self {
    case .nearest: 1
    case .bilinear, .mode, .average, .sum: 2
    case .cubic: 3
    }
  }
}
