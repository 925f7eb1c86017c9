internal import Foundation
internal import Geo

/// The square map of the web: longitudes and latitudes on the plane from 0 to 1, rows from the north.
///
/// - Source: OGC 17-083r4, annex D (WebMercatorQuad): a sphere with the axis of WGS 84.
enum Mercator {
  /// The place of a longitude and latitude in degrees.
  static func place(_ point: Point) -> Point {
    let latitude = min(85.06, max(-85.06, point.y)) * Double.pi / 180
    let northing = log(tan(Double.pi / 4 + latitude / 2))
    return Point(x: (point.x + 180) / 360, y: 0.5 - northing / (2 * Double.pi))
  }

  /// The longitude and latitude of a place, in degrees.
  static func degrees(_ place: Point) -> Point {
    let northing = (0.5 - place.y) * 2 * Double.pi
    return Point(x: place.x * 360 - 180, y: atan(sinh(northing)) * 180 / Double.pi)
  }
}

/// Pixels of a picture on the map of the web: a box cut into columns and rows of one size.
struct MercatorFrame {
  /// The corners, from the north-west to the south-east.
  let start: Point
  let end: Point
  let width: Int
  let height: Int

  /// Pixel by pixel from the north-west: longitude and latitude of each middle.
  var middles: [Point] {
    (0..<height).flatMap { row in
      (0..<width).map { column in
        Mercator.degrees(
          Point(
            x: start.x + (end.x - start.x) * (Double(column) + 0.5) / Double(width),
            y: start.y + (end.y - start.y) * (Double(row) + 0.5) / Double(height)))
      }
    }
  }
}

extension MercatorFrame {
  /// One square tile of 256 pixels.
  ///
  /// - Returns: nil for numbers that no tile has.
  init?(tile zoom: Int, _ column: Int, _ row: Int) {
    guard (0...22).contains(zoom), (0..<1 << zoom).contains(column), (0..<1 << zoom).contains(row) else {
      return nil
    }
    let side = 1 / Double(1 << zoom)
    self.init(
      start: Point(x: Double(column) * side, y: Double(row) * side),
      end: Point(x: Double(column + 1) * side, y: Double(row + 1) * side), width: 256, height: 256)
  }

  /// A picture over a box of longitudes and latitudes.
  ///
  /// - Parameter longest: Pixels of its longer side.
  init(_ box: Extent, longest: Int) {
    let start = Mercator.place(Point(x: box.west, y: box.north))
    let end = Mercator.place(Point(x: box.east, y: box.south))
    let scale = Double(longest) / max(end.x - start.x, end.y - start.y)
    self.init(
      start: start, end: end, width: max(1, Int(((end.x - start.x) * scale).rounded())),
      height: max(1, Int(((end.y - start.y) * scale).rounded())))
  }
}
