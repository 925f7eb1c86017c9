internal import CGDAL
internal import Geo

/// Takes the polygons of a geometry; anything else in it, or an invalid polygon, makes it unusable.
func readPolygons(_ geometry: OGRGeometryH) -> Result<Feature.Shape, UnusableShape> {
  let straight = OGR_G_GetLinearGeometry(geometry, 0, nil)
  defer { OGR_G_DestroyGeometry(straight) }
  guard let straight else { return .failure(UnusableShape(reason: .emptyGeometry)) }
  var polygons: [ZonePolygon.Part] = []
  if let other = gather(straight, into: &polygons) {
    return .failure(UnusableShape(reason: .otherKind(other)))
  }
  guard !polygons.isEmpty else { return .failure(UnusableShape(reason: .emptyGeometry)) }
  guard polygons.allSatisfy(isFinite) else { return .failure(UnusableShape(reason: .notFinite)) }
  // GEOS is asked last, since it cannot judge points that are not numbers.
  let (valid, heard) = listening { OGR_G_IsValid(straight) }
  guard valid != 0 else {
    let words = (heard.warnings + heard.failures).first ?? "not valid"
    return .failure(UnusableShape(reason: .invalid(words)))
  }
  return .success(.polygons(polygons))
}

/// Takes the points of a geometry.
func readPoints(_ geometry: OGRGeometryH) -> Result<Feature.Shape, UnusableShape> {
  switch OGR_GT_Flatten(OGR_G_GetGeometryType(geometry)) {
  case wkbPoint, wkbMultiPoint: break
  default: return .failure(UnusableShape(reason: .otherKind(kindName(geometry))))
  }
  let parts = OGR_G_GetGeometryCount(geometry)
  let single = parts == 0 ? copyPoints(of: geometry) : []
  let points = single + (0..<parts).flatMap { copyPoints(of: OGR_G_GetGeometryRef(geometry, $0)) }
  guard areFinite(points) else { return .failure(UnusableShape(reason: .notFinite)) }
  return points.isEmpty ? .failure(UnusableShape(reason: .emptyGeometry)) : .success(.points(points))
}

/// Adds all polygons of a geometry, however nested; answers with the name of a part that is none.
private func gather(_ geometry: OGRGeometryH?, into polygons: inout [ZonePolygon.Part]) -> String? {
  switch OGR_GT_Flatten(OGR_G_GetGeometryType(geometry)) {
  case wkbPolygon:
    if OGR_G_IsEmpty(geometry) == 0 { polygons.append(copyPart(of: geometry)) }
    return nil
  case wkbMultiPolygon, wkbGeometryCollection:
    for part in 0..<OGR_G_GetGeometryCount(geometry) {
      if let other = gather(OGR_G_GetGeometryRef(geometry, part), into: &polygons) { return other }
    }
    return nil
  default:
    return kindName(geometry)
  }
}

/// Adds all polygons of a geometry, however nested, and leaves out whatever is none.
func gatherAreas(_ geometry: OGRGeometryH?, into polygons: inout [ZonePolygon.Part]) {
  switch OGR_GT_Flatten(OGR_G_GetGeometryType(geometry)) {
  case wkbPolygon: if OGR_G_IsEmpty(geometry) == 0 { polygons.append(copyPart(of: geometry)) }
  case wkbMultiPolygon, wkbGeometryCollection:
    for part in 0..<OGR_G_GetGeometryCount(geometry) {
      gatherAreas(OGR_G_GetGeometryRef(geometry, part), into: &polygons)
    }
  default: break
  }
}

private func kindName(_ geometry: OGRGeometryH?) -> String { text(OGR_G_GetGeometryName(geometry)) ?? "?" }

private func copyPart(of polygon: OGRGeometryH?) -> ZonePolygon.Part {
  let rings = (0..<OGR_G_GetGeometryCount(polygon)).map {
    Ring(copyPoints(of: OGR_G_GetGeometryRef(polygon, $0)))
  }
  return ZonePolygon.Part(outer: rings.first ?? Ring([]), holes: Array(rings.dropFirst()))
}

/// Copies the points of a line, ring or single point.
private func copyPoints(of line: OGRGeometryH?) -> [Point] {
  let count = Int(OGR_G_GetPointCount(line))
  var points = [Point](repeating: Point(x: 0, y: 0), count: count)
  let stride = Int32(MemoryLayout<Point>.stride)
  points.withUnsafeMutableBytes { bytes in
    guard let start = bytes.baseAddress else { return }
    _ = OGR_G_GetPoints(line, start, stride, start + MemoryLayout<Double>.stride, stride, nil, 0)
  }
  return points
}

private func areFinite(_ points: some Sequence<Point>) -> Bool {
  points.allSatisfy { $0.x.isFinite && $0.y.isFinite }
}

private func isFinite(_ part: ZonePolygon.Part) -> Bool {
  areFinite(part.outer.points) && part.holes.allSatisfy { areFinite($0.points) }
}

/// A geometry of polygons; its owner destroys it.
func makePolygons(_ parts: [ZonePolygon.Part]) -> OGRGeometryH? {
  let all = OGR_G_CreateGeometry(wkbMultiPolygon)
  for part in parts {
    let polygon = OGR_G_CreateGeometry(wkbPolygon)
    for ring in [part.outer] + part.holes { OGR_G_AddGeometryDirectly(polygon, makeRing(ring)) }
    OGR_G_AddGeometryDirectly(all, polygon)
  }
  return all
}

private func makeRing(_ ring: Ring) -> OGRGeometryH? {
  let line = OGR_G_CreateGeometry(wkbLinearRing)
  for point in ring.points { OGR_G_AddPoint_2D(line, point.x, point.y) }
  OGR_G_CloseRings(line)
  return line
}
