import Geo
import Reports

/// A map of crooked quadrilaterals for the given zone codes, with a picture whose west edge is missing.
func seededMap(codes: [String], seed: UInt64) -> ReportMap {
  var chance = SeededGenerator(seed: seed)
  let across = 5
  let along = (codes.count + across - 1) / across
  let step = 4000.0
  func corner(_ x: Int, _ y: Int) -> Point {
    let inside = x > 0 && x < across && y > 0 && y < along
    let shake = inside ? Double.random(in: -900...900, using: &chance) : 0
    return Point(x: Double(x) * step + shake, y: Double(y) * step - shake)
  }
  let corners = (0...along).map { y in (0...across).map { x in corner(x, y) } }
  let outlines = codes.enumerated().map { index, code in
    let (x, y) = (index % across, index / across)
    let ring = [corners[y][x], corners[y][x + 1], corners[y + 1][x + 1], corners[y + 1][x]]
    return ZoneOutline(code: code, rings: [Ring(ring)])
  }
  let (width, height) = (120, 24 * along)
  let values = (0..<width * height).map { index in
    index % width < 4 ? Float.nan : Float((index % width) * (index / width) % 977) * 31
  }
  var extent = Extent()
  extent.include(Point(x: 0, y: 0))
  extent.include(Point(x: Double(across) * step, y: Double(along) * step))
  return ReportMap(
    extent: extent, metresPerX: 1, metresPerY: 1, outlines: outlines,
    picture: ValuePicture(width: width, height: height, values: values), approval: nil)
}
