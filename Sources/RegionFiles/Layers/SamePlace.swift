import Geo
import GeoFiles

extension CoordinateSystem {
  /// Degrees between what a point means here and what it means in another system, the larger of longitude and
  /// latitude; infinite where it means no place.
  func distance(to other: CoordinateSystem, at point: Point) -> Double {
    guard let here = degrees(point), let there = other.degrees(point) else { return .infinity }
    return max(abs(here.x - there.x), abs(here.y - there.y))
  }

  /// Longitude and latitude; nil where the coordinates mean no place.
  private func degrees(_ point: Point) -> Point? {
    var box = Extent()
    box.include(point)
    guard let world = try? CoordinateSystem("EPSG:4326"),
      let way = try? CoordinateTransformation(from: self, to: world, around: box)
    else { return nil }
    return way.apply(to: [point])?.first
  }
}
