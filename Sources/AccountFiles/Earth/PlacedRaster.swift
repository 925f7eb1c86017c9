internal import Geo
internal import GeoFiles

/// Numbers over a box of map coordinates, small enough to lie in memory, found by longitude and latitude.
struct PlacedRaster: Sendable {
  let width: Int
  let height: Int
  /// Row by row from the north; NaN where there is none.
  let values: [Float]
  let extent: Extent
  let system: CoordinateSystem

  /// Longitudes and latitudes.
  static func degrees() throws(GeoFileError) -> CoordinateSystem { try CoordinateSystem("EPSG:4326") }

  /// The numbers at places given in degrees; NaN outside and where there is none.
  ///
  /// - Parameter isSmooth: Whether to go between the middles of cells evenly, as heights do; else the number
  ///   of the cell is taken, as it was accounted.
  func values(at places: [Point], isSmooth: Bool) throws(GeoFileError) -> [Float] {
    let way = try CoordinateTransformation(from: Self.degrees(), to: system, around: Extent())
    // A place that the system cannot hold must not spoil the others.
    let points =
      way.apply(to: places) ?? places.map { way.apply(to: [$0])?.first ?? Point(x: .nan, y: .nan) }
    return points.map { point in
      let x = (point.x - extent.west) / (extent.east - extent.west) * Double(width)
      let y = (extent.north - point.y) / (extent.north - extent.south) * Double(height)
      guard x >= 0, y >= 0, x < Double(width), y < Double(height) else { return .nan }
      return isSmooth ? between(x - 0.5, y - 0.5) : values[Int(y) * width + Int(x)]
    }
  }

  private func between(_ x: Double, _ y: Double) -> Float {
    let (left, top) = (x.rounded(.down), y.rounded(.down))
    let (across, down) = (Float(x - left), Float(y - top))
    func cell(_ column: Double, _ row: Double) -> Float {
      values[min(height - 1, max(0, Int(row))) * width + min(width - 1, max(0, Int(column)))]
    }
    let above = cell(left, top) * (1 - across) + cell(left + 1, top) * across
    let below = cell(left, top + 1) * (1 - across) + cell(left + 1, top + 1) * across
    let mixed = above * (1 - down) + below * down
    return mixed.isNaN ? cell(x.rounded(), y.rounded()) : mixed
  }

  /// The box in degrees that holds it; its sides are followed, since straight ones may be bent.
  func box() throws(GeoFileError) -> Extent {
    let way = try CoordinateTransformation(from: system, to: Self.degrees(), around: extent)
    var places: [Point] = []
    for step in 0...20 {
      let part = Double(step) / 20
      let x = extent.west + (extent.east - extent.west) * part
      let y = extent.south + (extent.north - extent.south) * part
      places += [
        Point(x: x, y: extent.south), Point(x: x, y: extent.north), Point(x: extent.west, y: y),
        Point(x: extent.east, y: y),
      ]
    }
    var box = Extent()
    for place in places { if let point = way.apply(to: [place])?.first { box.include(point) } }
    return box
  }
}
