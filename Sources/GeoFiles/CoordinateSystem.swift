internal import CGDAL
internal import Synchronization

/// A coordinate reference system, as a value that threads may share.
///
/// Coordinates are always x (easting or longitude) then y, whatever the authority's own axis order.
public struct CoordinateSystem: Hashable, Sendable {
  /// What its coordinates are.
  public enum Kind: Hashable, Sendable {
    /// Longitude and latitude.
    case geographic
    /// Easting and northing on a map plane.
    case projected
    /// Anything else, such as a local engineering grid.
    case other
  }

  /// The definition in WKT 2.
  public let wkt: String
  public let name: String
  /// The EPSG code that the definition itself states; nil when it states none.
  public let epsg: Int?
  public let kind: Kind
  /// The length of one coordinate unit in metres; nil for longitude and latitude.
  public let metresPerUnit: Double?
  /// The name of the coordinate unit, such as `metre` or `degree`.
  public let unit: String
  /// Half the long axis of the ellipsoid, in metres.
  public let semiMajorAxis: Double
  /// The ellipsoid's inverse flattening; 0 for a sphere.
  public let inverseFlattening: Double
  /// The projection's method, such as `Transverse_Mercator`; nil when there is none.
  public let projection: String?

  /// Reads a definition that a person wrote.
  ///
  /// - Parameter definition: `EPSG:4490`, WKT of any kind, or a PROJ string. Files and the net are not
  ///   looked at.
  /// - Throws: ``GeoFileError`` with ``GeoFileFault/badCoordinateSystem(_:)``; its file is the definition.
  public init(_ definition: String) throws(GeoFileError) {
    let (made, heard) = listening { Self.make(definition) }
    guard let made else {
      throw GeoFileError(definition, .badCoordinateSystem(definition), said: heard.failures)
    }
    self = made
  }

  /// A copy of what a dataset or layer carries; nil for none or one that cannot be written as WKT.
  init?(copying handle: OGRSpatialReferenceH?) {
    guard let handle, let wkt = Self.wkt(of: handle, as: "WKT2_2019") else { return nil }
    let known = Self.known.withLock { $0[wkt] }
    self = known ?? CoordinateSystem(of: handle, wkt: wkt)
    if known == nil { Self.known.withLock { [system = self] in $0[wkt] = system } }
  }

  /// What a definition says is asked of PROJ's database, which takes milliseconds, and files of a region are
  /// mostly of one system.
  private static let known = Mutex<[String: CoordinateSystem]>([:])

  private init(of handle: OGRSpatialReferenceH, wkt: String) {
    self.wkt = wkt
    name = text(OSRGetName(handle)) ?? ""
    epsg = Self.statedCode(of: handle)
    kind = OSRIsGeographic(handle) != 0 ? .geographic : OSRIsProjected(handle) != 0 ? .projected : .other
    var unitName: UnsafeMutablePointer<CChar>?
    let metres = OSRGetLinearUnits(handle, &unitName)
    let linearUnit = text(unitName) ?? "metre"
    metresPerUnit = kind == .geographic ? nil : metres
    if kind == .geographic { OSRGetAngularUnits(handle, &unitName) }
    unit = kind == .geographic ? text(unitName) ?? "degree" : linearUnit
    semiMajorAxis = OSRGetSemiMajor(handle, nil)
    inverseFlattening = OSRGetInvFlattening(handle, nil)
    projection = text(OSRGetAttrValue(handle, "PROJECTION", 0))
  }

  /// Whether coordinates in both mean the same place, whatever the names and the authority's axis order.
  public func isSame(as other: CoordinateSystem) -> Bool {
    if wkt == other.wkt { return true }
    return isEquivalent(to: other) || (withoutAxes?.isEquivalent(to: other.withoutAxes) ?? false)
  }

  private func isEquivalent(to other: CoordinateSystem?) -> Bool {
    guard let other else { return false }
    return withHandle { mine in
      other.withHandle { theirs in
        withConstantList(["CRITERION=EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS"]) {
          OSRIsSameEx(mine, theirs, $0) != 0
        }
      }
    }
  }

  /// A projected system in the usual axis order: Chinese ones are registered with the northing first,
  /// while files say nothing of it. A system with a datum shift of its own cannot be written so.
  private var withoutAxes: CoordinateSystem? {
    guard kind == .projected, !wkt.hasPrefix("BOUNDCRS") else { return nil }
    let simple = withHandle { Self.wkt(of: $0, as: "WKT1_SIMPLE") }
    return simple.flatMap { Self.make($0) }
  }

  /// Lends a handle with traditional axis order.
  func withHandle<Result>(_ body: (OGRSpatialReferenceH?) -> Result) -> Result {
    GDALSession.start()
    let handle = OSRNewSpatialReference(wkt)
    defer { OSRRelease(handle) }
    OSRSetAxisMappingStrategy(handle, OAMS_TRADITIONAL_GIS_ORDER)
    return body(handle)
  }
}

extension CoordinateSystem {
  private static func make(_ definition: String) -> CoordinateSystem? {
    let handle = OSRNewSpatialReference(nil)
    defer { OSRRelease(handle) }
    return set(handle, definition) == OGRERR_NONE ? CoordinateSystem(copying: handle) : nil
  }

  /// GDAL's general reader of definitions also opens files and addresses of the net, so only what is
  /// plainly a definition may reach it.
  private static func set(_ handle: OGRSpatialReferenceH?, _ definition: String) -> OGRErr {
    if definition.contains("[") {
      return definition.withCString { start in
        var rest: UnsafeMutablePointer<CChar>? = UnsafeMutablePointer(mutating: start)
        return OSRImportFromWkt(handle, &rest)
      }
    }
    if definition.hasPrefix("+proj=") { return OSRImportFromProj4(handle, definition) }
    let parts = definition.split(separator: ":", omittingEmptySubsequences: false)
    let isCode =
      parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isLetter || $0.isNumber } }
    return isCode ? OSRSetFromUserInput(handle, definition) : OGRERR_UNSUPPORTED_SRS
  }

  private static func wkt(of handle: OGRSpatialReferenceH?, as form: String) -> String? {
    var written: UnsafeMutablePointer<CChar>?
    defer { VSIFree(written) }
    let outcome = withConstantList(["FORMAT=\(form)", "MULTILINE=NO"]) {
      OSRExportToWktEx(handle, &written, $0)
    }
    return outcome == OGRERR_NONE ? text(written) : nil
  }

  private static func statedCode(of handle: OGRSpatialReferenceH) -> Int? {
    guard text(OSRGetAuthorityName(handle, nil)) == "EPSG" else { return nil }
    return text(OSRGetAuthorityCode(handle, nil)).flatMap { Int($0) }
  }
}
