internal import CGDAL

/// How a band says that a cell has no value.
///
/// Whatever it says, a cell that is not a finite number has no value either.
public enum Nodata: Hashable, Sendable {
  /// No tag: every finite number counts.
  case noTag
  /// The tag is NaN.
  case notANumber
  /// The tag is a number that cells can hold; cells equal to it have no value.
  case value(Double)
  /// The tag is a number that no cell of this type can hold (say, −9999 for bytes): it marks nothing.
  case outsideType(Double)

  /// The number that marks missing cells; nil when no finite number does.
  public var marker: Double? {
    if case .value(let number) = self { return number }
    return nil
  }

  /// Sorts a tag, as read or as given by a person, for a type of cells.
  init(tag: Double, type: CellType) {
    if tag.isNaN {
      self = type.isWhole ? .outsideType(tag) : .notANumber
    } else {
      self = type.holds(tag) ? .value(tag) : .outsideType(tag)
    }
  }

  /// Reads the tag of a band.
  init(band: GDALRasterBandH?, type: CellType) {
    var isThere: Int32 = 0
    let tag: Double
    switch type {
    case .int64: tag = Double(GDALGetRasterNoDataValueAsInt64(band, &isThere))
    case .uint64: tag = Double(GDALGetRasterNoDataValueAsUInt64(band, &isThere))
    default: tag = GDALGetRasterNoDataValue(band, &isThere)
    }
    self = isThere == 0 ? .noTag : Nodata(tag: tag, type: type)
  }
}
