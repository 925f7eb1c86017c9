internal import Accounts
internal import Geo
internal import GeoFiles

/// The zones above the finest ones: their outlines are those of what lies below, without the borders between.
struct ZonesAbove {
  /// A zone above others with its land.
  typealias Dissolved = (code: String, parts: [ZonePolygon.Part], height: Int)

  /// Zone → the zones right below it.
  private var below: [String: [String]] = [:]
  private var land: [String: [ZonePolygon.Part]] = [:]
  private var heights: [String: Int] = [:]
  /// Above this many levels the table of zones goes in a circle.
  private static let mostLevels = 12

  init(_ zones: [Account.Zone], leaves: [(code: String, parts: [ZonePolygon.Part])]) {
    let parents = Dictionary(zones.map { ($0.code, $0.parent) }) { first, _ in first }
    for (code, parts) in leaves {
      land[code, default: []] += parts
      var (lower, height) = (code, 1)
      while let upper = parents[lower], !upper.isEmpty, height <= Self.mostLevels {
        heights[upper] = max(heights[upper] ?? 0, height)
        if !below[upper, default: []].contains(lower) { below[upper, default: []].append(lower) }
        (lower, height) = (upper, height + 1)
      }
    }
  }

  /// All of them, the lowest first: each is made of what was made below it; no border is walked twice.
  ///
  /// - Throws: `PolygonOverlayError` when GEOS gives no result.
  func dissolved() throws(PolygonOverlayError) -> [Dissolved] {
    var (land, made) = (land, [Dissolved]())
    for (code, height) in heights.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
      let parts = try PolygonOverlay.union((below[code] ?? []).flatMap { land[$0] ?? [] })
      land[code] = parts
      made.append((code, parts, height))
    }
    return made
  }
}
