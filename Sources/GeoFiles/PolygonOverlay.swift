internal import CGDAL
public import Geo

/// Polygons laid over each other, by GEOS through GDAL. What is no area in a result, a shared border or a
/// touching point, is left out.
public enum PolygonOverlay {
  /// The land that both have; nothing where they do not meet.
  ///
  /// - Throws: ``PolygonOverlayError`` when GEOS gives no result.
  public static func intersection(
    _ left: [ZonePolygon.Part], _ right: [ZonePolygon.Part]
  ) throws(PolygonOverlayError) -> [ZonePolygon.Part] {
    try overlay(left, right) { OGR_G_Intersection($0, $1) }
  }

  /// The land that the first has and the second has not.
  ///
  /// - Throws: ``PolygonOverlayError`` when GEOS gives no result.
  public static func difference(
    _ left: [ZonePolygon.Part], _ right: [ZonePolygon.Part]
  ) throws(PolygonOverlayError) -> [ZonePolygon.Part] {
    try overlay(left, right) { OGR_G_Difference($0, $1) }
  }

  /// The land that polygons have in common with each of several others; the former are made ready once, so
  /// that
  /// ten thousand small ones cost little.
  ///
  /// - Throws: ``PolygonOverlayError`` when GEOS gives no result.
  public static func intersections(
    _ left: [ZonePolygon.Part], _ others: [[ZonePolygon.Part]]
  ) throws(PolygonOverlayError) -> [[ZonePolygon.Part]] {
    let whole = makePolygons(left)
    let ready = OGRCreatePreparedGeometry(whole)
    defer {
      OGRDestroyPreparedGeometry(ready)
      OGR_G_DestroyGeometry(whole)
    }
    var found: [[ZonePolygon.Part]] = []
    found.reserveCapacity(others.count)
    for parts in others {
      let other = makePolygons(parts)
      defer { OGR_G_DestroyGeometry(other) }
      if OGRPreparedGeometryIntersects(ready, other) == 0 {
        found.append([])
      } else if OGRPreparedGeometryContains(ready, other) != 0 {
        found.append(parts)
      } else {
        found.append(try areas { OGR_G_Intersection(whole, other) })
      }
    }
    return found
  }

  /// The land that any of them has.
  ///
  /// - Throws: ``PolygonOverlayError`` when GEOS gives no result.
  public static func union(_ parts: [ZonePolygon.Part]) throws(PolygonOverlayError) -> [ZonePolygon.Part] {
    try overlay(parts, []) { all, _ in OGR_G_UnionCascaded(all) }
  }

  private static func overlay(
    _ left: [ZonePolygon.Part], _ right: [ZonePolygon.Part],
    by operation: (OGRGeometryH?, OGRGeometryH?) -> OGRGeometryH?
  ) throws(PolygonOverlayError) -> [ZonePolygon.Part] {
    let (one, other) = (makePolygons(left), makePolygons(right))
    defer {
      OGR_G_DestroyGeometry(one)
      OGR_G_DestroyGeometry(other)
    }
    return try areas { operation(one, other) }
  }

  /// The areas of what GEOS makes.
  private static func areas(
    _ make: () -> OGRGeometryH?
  ) throws(PolygonOverlayError) -> [ZonePolygon.Part] {
    let (made, heard) = listening { make() }
    guard let made else {
      throw PolygonOverlayError(said: (heard.failures + heard.warnings).joined(separator: "; "))
    }
    defer { OGR_G_DestroyGeometry(made) }
    var parts: [ZonePolygon.Part] = []
    gatherAreas(made, into: &parts)
    return parts
  }
}

/// Why polygons cannot be laid over each other.
public struct PolygonOverlayError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What GEOS said.
  public let said: String

  public var description: String {
    "多边形叠置失败：\(said)；请在 GIS 中修复几何 · polygons cannot be laid over each other; repair them in a GIS"
  }
}
