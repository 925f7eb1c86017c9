import GeoFiles

/// The lab's own ground: cells of 100 m.
enum LabRegion {
  static func frame(_ columns: Int, _ rows: Int) -> GridFrame {
    GridFrame(
      west: 500_000, north: 3_000_000 + Double(rows) * 100, cellWidth: 100, cellHeight: 100, columns: columns,
      rows: rows)
  }

  /// Indicators that a test does not look at.
  static func without(_ indicators: String...) -> String {
    "excluded: [ " + indicators.map { "{ indicator: \"\($0)\", why: \"-\" }" }.joined(separator: ", ") + " ],"
  }

  /// A region file on a grid.
  static func text(
    _ inputs: String, excluded: String = "", rule: String = "centre", like: String = "ecosystem.tif"
  ) -> String {
    """
    { region: "lab", name: { zh: "小区", en: "Lab" }, year: 2020, pack: "lab", \(excluded)
      sources: { R: { title: "资料", clause: "1", standing: "report" } },
      grid: { like: "\(like)" },
      zones: { file: "zones.geojson", crs: "EPSG:4549", code: "code", level: "village", rule: "\(rule)" },
      inputs: {
        ecosystem: { layer: "ecosystem.tif", classes: { "1": "forest", "2": "marsh" }, source: { ref: "R" } },
        \(inputs)
      } }
    """
  }

  static let rain = #"rain: { layer: "rain.tif", unit: "mm/a", source: { ref: "R" } },"#
}
