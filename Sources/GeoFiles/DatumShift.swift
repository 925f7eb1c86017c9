/// What is known of the shift between the datums of two reference systems.
public enum DatumShift: Hashable, Sendable {
  /// The datums are one, or the shift between them is in the register.
  case known
  /// The register has no shift, but both datums are centred on the Earth and differ by about a metre, as
  /// WGS 84 and CGCS2000 do.
  case small
  /// The register has no shift, as for Beijing 1954 in most of China: coordinates are changed as if the
  /// datums were one, and may be off by 100 m or more.
  case unknown

  /// For the report, in Chinese and English; nil when there is nothing to say.
  public var caution: (zh: String, en: String)? {
    switch self {
    case .known: nil
    case .small: ("两基准相差约 1 米，按相同处理", "the datums differ by about a metre and are taken as one")
    case .unknown:
      ("基准转换参数未知，位置可能偏差 100 米以上", "no datum shift is known; places may be off by 100 m or more")
    }
  }
}

extension CoordinateSystem {
  /// Whether the ellipsoid is one of those that were fitted to the Earth's centre: GRS 80, WGS 84, CGCS2000.
  var isGeocentric: Bool { semiMajorAxis == 6_378_137 && abs(inverseFlattening - 298.257_22) < 1e-4 }
}
