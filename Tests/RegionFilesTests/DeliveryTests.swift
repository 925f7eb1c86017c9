import Accounts
import Foundation
import GeoFiles
import Testing

/// Goal: the pack that is held against InVEST gives, from files to the account, what its formulas give when
/// they are worked out plainly (`PlainDelivery`), by both ways of flow.
@Suite struct DeliveryTests {
  private static let (columns, rows, cell, gradient) = (12, 5, 30.0, 0.1)
  private static let frame = GridFrame(
    west: 500_000, north: 3_000_000 + Double(rows) * cell, cellWidth: cell, cellHeight: cell,
    columns: columns, rows: rows)

  /// Of the table: shrub and dry farmland, in diagonal stripes.
  private static func isField(_ place: Int) -> Bool { (place % columns + place / columns) % 3 == 0 }
  private static func rain(_ place: Int) -> Double { 1000 + 20 * Double(place % columns) }
  private static func cells(field: Double, shrub: Double) -> [Double] {
    (0..<columns * rows).map { isField($0) ? field : shrub }
  }

  /// Figures as they stand in `scripts/peers/invest.csv`.
  private static func plain(multiple: Bool, trace: Double) -> PlainDelivery {
    PlainDelivery(
      columns: columns, rows: rows, cell: cell, gradient: gradient, threshold: 5, trace: trace,
      multiple: multiple, cover: cells(field: 0.25, shrub: 0.03), practice: cells(field: 0.4, shrub: 1),
      nutrient: .init(
        load: cells(field: 20, shrub: 3), efficiency: cells(field: 0.25, shrub: 0.65),
        length: cells(field: 30, shrub: 90), below: cells(field: 0.2, shrub: 0)),
      erosivity: 3000, erodibility: 0.03, rain: (0..<columns * rows).map(rain))
  }

  private static let peers = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("scripts/peers")

  /// The region of the comparison, on this ground and with what SDR and NDR need.
  private func region(_ words: [String: String]) throws -> (TemporaryRegion, String) {
    let region = try TemporaryRegion()
    let frame = Self.frame
    try region.raster("dem.tif", frame) { column, _ in 100 + Self.gradient * Self.cell * Double(column) }
    try region.raster("lulc.tif", frame, type: .uint8) { column, row in
      Self.isField(row * Self.columns + column) ? 3 : 6
    }
    try region.raster("precipitation.tif", frame) { column, _ in Self.rain(column) }
    try region.raster("erosivity.tif", frame) { _, _ in 3000 }
    try region.raster("erodibility.tif", frame) { _, _ in 0.03 }
    try region.zones("zones.geojson", [("1", [500_000, 3_000_000, 500_360, 3_000_150])])
    let table = try String(contentsOf: Self.peers.appendingPathComponent("invest.csv"), encoding: .utf8)
    try region.write("invest.csv", table)
    var text = try String(contentsOf: Self.peers.appendingPathComponent("region.json5"), encoding: .utf8)
    for (word, value) in words { text = text.replacing(word, with: value) }
    return (
      region,
      text.replacing(
        #"file: "watersheds.shp", layer: "watersheds", code: "ws_id""#,
        with: #"file: "zones.geojson", crs: "EPSG:4549", code: "code""#)
    )
  }

  private static let others = [
    "carbon-storage", "carbon-gained", "water-yield", "heat-mitigation", "air-excess", "storm-retained",
  ].map { "{ indicator: \"\($0)\", why: \"-\" }" }.joined(separator: ", ")

  @Test(arguments: [(false, 1.0), (true, 0.7), (true, 1.0)])
  func `Sediment and nutrients are those of the formulas worked out plainly`(
    multiple: Bool, trace: Double
  ) throws {
    let (region, text) = try region([
      "CLASSES": #"{ "3": "dryland", "6": "shrub" }"#, "EXCLUDED": "[ \(Self.others) ]",
      "FLOW": multiple ? "mfd" : "d8", "TRACE": "\(trace)", "STEPS": multiple ? "cells" : "cellsLeft",
      "STREAMS": "5",
    ])
    let account = try region.account(text)
    let plain = Self.plain(multiple: multiple, trace: trace)
    let (sediment, nitrogen) = (plain.sediment(), plain.nutrients())
    var phosphorus = plain.nutrient
    phosphorus.load = Self.cells(field: 1.5, shrub: 0.2)
    phosphorus.below = Self.cells(field: 0, shrub: 0)
    let hectare = Self.cell * Self.cell / 10_000
    for (indicator, cells, factor) in [
      ("soil-loss", sediment.loss, hectare), ("sediment-export", sediment.export, hectare),
      ("sediment-deposition", sediment.settled, hectare), ("avoided-export", sediment.avoided, hectare),
      ("nitrogen-surface", nitrogen.surface, hectare / 1000),
      ("nitrogen-subsurface", nitrogen.below, hectare / 1000),
      ("phosphorus-surface", plain.giving(phosphorus).nutrients().surface, hectare / 1000),
    ] {
      let wanted = cells.reduce(0, +) * factor
      // Layers between the steps are kept as Float32.
      let own = account.physical("1", indicator)
      #expect(wanted > 0 && isNear(own, wanted, within: 2e-6), "\(indicator): \(own), \(wanted)")
    }
  }
}
