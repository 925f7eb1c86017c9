import Accounts
import Foundation
import GeoFiles
import RegionFiles
import Testing

/// Goal: thousands of parcels are cut out of zones in time that grows with their number, and leave no dust.
/// Method: a lattice of parcels over zones that meet along a slanting line. Processor time of the one thread
/// is compared with itself: four times the parcels may take ten times as long, where sixteen is the square.
@Suite struct ParcelGrowthTests {
  private let region: TemporaryRegion
  private static let side = 6_400.0

  init() throws {
    region = try TemporaryRegion()
    let frame = LabRegion.frame(64, 64)
    try region.raster("ecosystem.tif", frame, type: .uint8) { _, _ in 1 }
    try region.raster("rain.tif", frame) { _, _ in 1000 }
    let (west, south, side) = (500_000.0, 3_000_000.0, Self.side)
    let (low, high) = (west + 0.31 * side, west + 0.57 * side)
    try region.write(
      "zones.geojson",
      Self.collection([
        ("A", [(west, south), (low, south), (high, south + side), (west, south + side)]),
        ("B", [(low, south), (west + side, south), (west + side, south + side), (high, south + side)]),
      ]))
  }

  private static func collection(_ rings: [(code: String, ring: [(Double, Double)])]) -> String {
    let features = rings.map { code, ring in
      let points = (ring + ring.prefix(1)).map { "[\($0.0),\($0.1)]" }.joined(separator: ",")
      return "{\"type\":\"Feature\",\"properties\":{\"code\":\"\(code)\"},"
        + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[\(points)]]}}"
    }
    let system = "{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::4549\"}}"
    return
      "{\"type\":\"FeatureCollection\",\"crs\":\(system),\"features\":[\(features.joined(separator: ","))]}"
  }

  /// So many parcels in each direction, which together are the whole region.
  private func prepare(_ count: Int) throws -> PreparedRegion {
    let place = { (number: Int) in Self.side * Double(number) / Double(count) }
    let parcels = (0..<count * count).map { number in
      let (column, row) = (number % count, number / count)
      let (west, east) = (500_000 + place(column), 500_000 + place(column + 1))
      let (south, north) = (3_000_000 + place(row), 3_000_000 + place(row + 1))
      return (code: "P\(number)", ring: [(west, south), (east, south), (east, north), (west, north)])
    }
    try region.write("parcels-\(count).geojson", Self.collection(parcels))
    let text = LabRegion.text(LabRegion.rain, excluded: LabRegion.without("ground", "spread"))
    let request = ParcelRequest(
      file: region.folder.appendingPathComponent("parcels-\(count).geojson").path, layer: nil, code: "code",
      name: nil, title: "地块", id: "parcels")
    return try PreparedRegion.open(
      region.open(text).study, folder: region.folder, scratch: region.work(), threads: 1, parcels: request)
  }

  /// The least of three, since other programs may be in the way.
  private func processorTime(_ count: Int) throws -> Double {
    var least = Double.infinity
    for _ in 1...3 {
      let before = Self.processorTime()
      _ = try prepare(count)
      least = min(least, Self.processorTime() - before)
    }
    return least
  }

  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  @Test func `Four times the parcels take about four times as long to cut`() throws {
    let (few, many) = (try processorTime(18), try processorTime(36))
    #expect(many < 10 * few, "\(few) s, then \(many) s")
  }

  @Test func `Parcels that are cut along slanting borders leave no faulty outlines and no empty zones`()
    throws
  {
    let findings = try RegionSurvey(try prepare(23), threads: 1, tileLimit: 64).findings()
    #expect(
      !findings.contains { ["zones.faulty", "zones.empty", "area.outside"].contains($0.code) }, "\(findings)")
  }
}
