internal import Geo
internal import Law
internal import Quantities

/// How map coordinates become places in a drawing of fixed width, north up.
struct MapFrame {
  static let width = 480.0
  private static let tallest = 560.0
  /// The strip under the map, for scale bar and north.
  private static let strip = 40.0

  let extent: Extent
  let height: Double
  private let left: Double
  private let perX: Double
  private let perY: Double
  private let pointsPerMetre: Double

  /// - Returns: nil when the extent has no area or is not finite.
  init?(_ map: ReportMap) {
    let across = (map.extent.east - map.extent.west) * map.metresPerX
    let along = (map.extent.north - map.extent.south) * map.metresPerY
    guard across > 0, along > 0, across.isFinite, along.isFinite else { return nil }
    extent = map.extent
    pointsPerMetre = min(Self.width / across, Self.tallest / along)
    perX = pointsPerMetre * map.metresPerX
    perY = pointsPerMetre * map.metresPerY
    height = along * pointsPerMetre
    left = (Self.width - across * pointsPerMetre) / 2
  }

  var viewBox: String {
    "0 0 480 \(formatted(height + Self.strip, decimals: 0, grouping: false))"
  }

  func x(_ x: Double) -> Double { left + (x - extent.west) * perX }
  func y(_ y: Double) -> Double { (extent.north - y) * perY }

  /// How wide and high in the drawing a piece of the map is.
  func size(_ across: Double, _ along: Double) -> (across: Double, along: Double) {
    (across * perX, along * perY)
  }

  /// Rings as the data of one path.
  func path(_ rings: [Ring]) -> String {
    var data = ""
    for ring in rings where ring.points.count > 2 {
      for (index, point) in ring.points.enumerated() {
        data += (index == 0 ? "M" : "L") + place(x(point.x)) + " " + place(y(point.y))
      }
      data += "Z"
    }
    return data
  }

  /// The transformation that brings cells, one unit wide and high, to their place.
  ///
  /// - Parameters:
  ///   - across: How many cells the extent is wide; not whole when the last cells reach beyond it.
  ///   - along: How many cells it is high.
  func transform(across: Double, along: Double) -> String {
    let wide = (extent.east - extent.west) * perX / across
    return "translate(\(place(left)) 0) scale(\(exact(wide)) \(exact(height / along)))"
  }

  /// Scale bar and north arrow, under the map.
  func furniture(in language: Language) -> [Markup] {
    let length = barLength()
    let end = 10 + length * pointsPerMetre
    let base = height + 16
    let bar = "M10 \(place(base - 5))V\(place(base))H\(place(end))V\(place(base - 5))"
    let north = "M462 \(place(base - 10))l6 20l-6 -5l-6 5z"
    return [
      tag("path", ["d": bar, "fill": "none", "stroke": "#111111", "stroke-width": "1.5"]),
      label(lengthText(length), x: end + 6, y: base + 3, anchor: "start"),
      tag("path", ["d": north, "fill": "#111111"]),
      label(Label(zh: "北", en: "N")[language], x: 448, y: base + 8, anchor: "end"),
    ]
  }

  private func label(_ text: String, x: Double, y: Double, anchor: String) -> Markup {
    tag(
      "text", ["x": place(x), "y": place(y), "font-size": "14", "text-anchor": anchor, "fill": "#111111"],
      .text(text))
  }

  /// The longest of 1, 2 or 5 times a power of ten that takes at most 30 % of the width.
  private func barLength() -> Double {
    let most = Self.width * 0.3 / pointsPerMetre
    var length = 1.0
    while length * 10 <= most { length *= 10 }
    while length > most { length /= 10 }
    return length * ([5, 2, 1].first { length * $0 <= most } ?? 1)
  }

  private func lengthText(_ metres: Double) -> String {
    let kilometres = metres >= 1000
    return parameterText(kilometres ? metres / 1000 : metres) + (kilometres ? " km" : " m")
  }

  private func exact(_ x: Double) -> String { formatted(x, decimals: 6, grouping: false) }
}

/// A coordinate of a drawing with one decimal, which is finer than anyone sees. Maps have hundreds of
/// thousands of them, so that whole tenths are written, not the digits of the number.
func place(_ x: Double) -> String {
  guard x.magnitude < 1e9 else { return formatted(x, decimals: 1, grouping: false) }
  let tenths = Int((x * 10).rounded())
  let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
  return (tenths < 0 ? "-" : "") + String(whole) + (rest == 0 ? "" : "." + String(rest))
}
