internal import CGDAL

/// The number type in which a raster stores its cells.
public enum CellType: String, Hashable, Sendable, CaseIterable {
  case uint8, int8, uint16, int16, uint32, int32, uint64, int64, float32, float64

  /// Bytes of one cell.
  public var bytes: Int {
    switch self {
    case .uint8, .int8: 1
    case .uint16, .int16: 2
    case .uint32, .int32, .float32: 4
    case .uint64, .int64, .float64: 8
    }
  }

  /// True for all types but the two of floating point.
  public var isWhole: Bool { self != .float32 && self != .float64 }

  /// Whether a number can stand in a cell of this type.
  func holds(_ value: Double) -> Bool {
    switch self {
    case .uint8: UInt8(exactly: value) != nil
    case .int8: Int8(exactly: value) != nil
    case .uint16: UInt16(exactly: value) != nil
    case .int16: Int16(exactly: value) != nil
    case .uint32: UInt32(exactly: value) != nil
    case .int32: Int32(exactly: value) != nil
    case .uint64: UInt64(exactly: value) != nil
    case .int64: Int64(exactly: value) != nil
    case .float32: value.isNaN || value.isInfinite || Float(value).isFinite
    case .float64: true
    }
  }

  /// The type's name in GDAL; signed bytes travel as unsigned ones in this version.
  var gdal: GDALDataType {
    switch self {
    case .uint8, .int8: GDT_Byte
    case .uint16: GDT_UInt16
    case .int16: GDT_Int16
    case .uint32: GDT_UInt32
    case .int32: GDT_Int32
    case .uint64: GDT_UInt64
    case .int64: GDT_Int64
    case .float32: GDT_Float32
    case .float64: GDT_Float64
    }
  }

  /// The type of a band; nil for complex numbers.
  init?(band: GDALRasterBandH?) {
    let type = GDALGetRasterDataType(band)
    let isSigned = text(GDALGetMetadataItem(band, "PIXELTYPE", "IMAGE_STRUCTURE")) == "SIGNEDBYTE"
    if type == GDT_Byte && isSigned {
      self = .int8
    } else if let match = Self.allCases.first(where: { $0.gdal == type }) {
      self = match
    } else {
      return nil
    }
  }
}

/// A Swift number type that a raster's cells can be read into as they are stored.
public protocol RasterCell: Sendable {
  /// The matching stored type.
  static var cellType: CellType { get }
}

extension UInt8: RasterCell { public static var cellType: CellType { .uint8 } }
extension Int8: RasterCell { public static var cellType: CellType { .int8 } }
extension UInt16: RasterCell { public static var cellType: CellType { .uint16 } }
extension Int16: RasterCell { public static var cellType: CellType { .int16 } }
extension UInt32: RasterCell { public static var cellType: CellType { .uint32 } }
extension Int32: RasterCell { public static var cellType: CellType { .int32 } }
extension UInt64: RasterCell { public static var cellType: CellType { .uint64 } }
extension Int64: RasterCell { public static var cellType: CellType { .int64 } }
extension Float: RasterCell { public static var cellType: CellType { .float32 } }
extension Double: RasterCell { public static var cellType: CellType { .float64 } }
