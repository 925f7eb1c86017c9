internal import Accounts
internal import Foundation
internal import Geo
internal import GeoFiles
public import Reports

extension AccountFolder {
  /// The map of the report, from the outlines in `account.gpkg` and the maps of value in `maps/`.
  ///
  /// - Returns: nil when the account has neither.
  /// - Throws: ``AccountFolderError/damaged(_:reason:)`` when a file that is there cannot be read.
  public func map() throws(AccountFolderError) -> ReportMap? {
    return Self.map(try outlines(), try Self.valuePicture(in: "\(path)/\(File.maps)"))
  }

  /// The same map, before anything is written.
  ///
  /// - Parameter maps: The folder with the maps of value; nil for none.
  static func map(
    of account: Account, _ geometry: AccountGeometry?, maps: String?
  ) throws(AccountFolderError) -> ReportMap? {
    var outlines = Outlines()
    if let geometry {
      outlines.system = geometry.system
      let zones = account.zones.compactMap { zone in geometry.zones[zone.code].map { (code: zone.code, parts: $0) } }
      outlines.zones = zones.filter { !$0.parts.isEmpty }
      var extent = Extent()
      for ring in outlines.zones.flatMap({ $0.parts.map(\.outer) }) {
        for point in ring.points { extent.include(point) }
      }
      outlines.middle = (extent.south + extent.north) / 2
      outlines.keepLeaves(of: account)
    }
    return map(outlines, try maps.map { maps throws(AccountFolderError) in try valuePicture(in: maps) } ?? nil)
  }

  private static func map(_ outlines: Outlines, _ picture: PlacedPicture?) -> ReportMap? {
    guard let system = picture?.system ?? outlines.system else { return nil }
    let extent = picture?.extent ?? Extent()
    let middle = extent.isEmpty ? outlines.middle : (extent.north + extent.south) / 2
    let (perX, perY) = metresPerUnit(system, at: middle)
    return .drawn(
      zones: outlines.zones, extent: extent, metresPerX: perX, metresPerY: perY, picture: picture?.picture)
  }

  /// The finest zones that have polygons.
  private func outlines() throws(AccountFolderError) -> Outlines {
    let file = "\(path)/\(File.package)"
    guard FileManager.default.fileExists(atPath: file) else { throw .fileMissing(file) }
    do throws(GeoFileError) {
      let package = try VectorFile(file)
      let layer = try package.layer("zones")
      guard layer.geometry != .none, let system = layer.coordinateSystem else { return Outlines() }
      let stream = try package.features(layer: "zones", wanted: .polygons, in: nil)
      var outlines = Outlines(system: system, middle: (layer.extent.south + layer.extent.north) / 2)
      while let feature = try stream.next() {
        guard case .polygons(let parts) = feature.shape, let code = feature.attributes.first?.text else {
          continue
        }
        outlines.zones.append((code, parts))
      }
      outlines.keepLeaves(of: account)
      return outlines
    } catch {
      throw .damaged(file, reason: "\(error)")
    }
  }
}

private struct Outlines {
  var system: CoordinateSystem?
  /// The y of the middle.
  var middle = 0.0
  var zones: [(code: String, parts: [ZonePolygon.Part])] = []

  /// Leaves out what lies above other zones, unless nothing remains.
  mutating func keepLeaves(of account: Account) {
    let parents = Set(account.zones.map(\.parent))
    let leaves = zones.filter { !parents.contains($0.code) }
    if !leaves.isEmpty { zones = leaves }
  }
}

/// Metres for one unit of x and y; degrees by the mean radius of the ellipsoid at that latitude.
func metresPerUnit(_ system: CoordinateSystem, at latitude: Double) -> (x: Double, y: Double) {
  if let metres = system.metresPerUnit { return (metres, metres) }
  let degree = system.semiMajorAxis * Double.pi / 180
  return (degree * cos(latitude * Double.pi / 180), degree)
}
