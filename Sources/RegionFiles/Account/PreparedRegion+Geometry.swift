public import Geo
public import GeoFiles
import Land

extension PreparedRegion {
  /// Outlines of the leaves by zone code, and their reference system; nil without a grid.
  public var outlines: (system: CoordinateSystem, zones: [String: [ZonePolygon.Part]])? {
    guard case .grid(let body) = body else { return nil }
    if let parcels {
      let outlines = parcels.parcels.map { ($0.code, $0.parts) }
      return (body.ground.system, Dictionary(outlines, uniquingKeysWith: { first, _ in first }))
    }
    var zones: [String: [ZonePolygon.Part]] = [:]
    for (leaf, polygon) in zip(tree.leaves, body.zones.polygons) {
      zones[tree.members[leaf].code] = polygon.parts
    }
    return (body.ground.system, zones)
  }
}
