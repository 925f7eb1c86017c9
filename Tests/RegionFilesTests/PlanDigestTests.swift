import Accounts
import Foundation
import GeoFiles
import RegionFiles
import Testing

/// Goal: a run never goes on from tiles of another plan. Method: change one thing at a time that the sums
/// rest on, and look whether the plan's digest moves.
@Suite struct PlanDigestTests {
  private let region: TemporaryRegion
  private static let frame = LabRegion.frame(6, 4)

  init() throws {
    region = try TemporaryRegion()
    try region.raster("ecosystem.tif", Self.frame, type: .uint8) { _, _ in 1 }
    try region.raster("rain.tif", Self.frame) { _, _ in 1000 }
    try region.zones("zones.geojson", [("A", [500_000, 3_000_000, 500_600, 3_000_400])])
  }

  @Test func `The plan is another one when the grid follows a file that has changed`() throws {
    let text = LabRegion.text(
      LabRegion.rain, excluded: LabRegion.without("ground", "spread"), like: "frame.tif")
    try region.raster("frame.tif", Self.frame) { _, _ in 0 }
    let before = try region.prepare(text).1.digest
    #expect(try region.prepare(text).1.digest == before)
    try region.raster("frame.tif", LabRegion.frame(6, 3)) { _, _ in 0 }
    #expect(try region.prepare(text).1.digest != before)
  }

  /// Only the slope is an input; the elevation that it is made from is none.
  @Test func `The plan is another one when the elevation under a slope has changed`() throws {
    let text = LabRegion.text(
      LabRegion.rain + """
        elevation: { layer: "elevation.tif", unit: "m", source: { ref: "R" } },
        slope: { terrain: "slope", from: "elevation" },
        upslopeArea: { value: "1 m2", source: { ref: "R" } },
        aspectLength: { value: "1 1", source: { ref: "R" } },
        """, excluded: LabRegion.without("spread"))
    try region.raster("elevation.tif", Self.frame) { column, _ in Double(column) }
    let before = try region.prepare(text).1.digest
    try region.raster("elevation.tif", Self.frame) { column, _ in Double(column * 2) }
    #expect(try region.prepare(text).1.digest != before)
  }
}

extension PlanDigestTests {
  /// Files are hashed while the pack is read, before it is known which of them the pack needs.
  @Test
  func `Hashing that was begun early gives the same plan, whatever is wrong with files that nothing needs`()
    throws
  {
    let text = LabRegion.text(
      LabRegion.rain + """
        elevation: { layer: "absent.tif", unit: "m", source: { ref: "R" } },
        """, excluded: LabRegion.without("ground", "spread"))
    let before = try region.prepare(text).1.digest
    let (opened, _) = try RegionFolder.open(region.folder.path, shelf: region.shelf, hashing: 4)
    let begun = try #require(opened)
    for _ in 1...2 {
      let prepared = try PreparedRegion.open(
        begun.study, folder: region.folder, scratch: region.work(), threads: 4, digests: begun.digests)
      #expect(prepared.digest == before)
    }
  }
}

/// What a raster of classes may hold where no class is.
@Suite struct StrangeClassTests {
  @Test func `A class value beyond all integers is reported and does not end the program`() throws {
    let region = try TemporaryRegion()
    let frame = LabRegion.frame(3, 1)
    try region.raster("ecosystem.tif", frame) { column, _ in [1, 1e30, -1e30][column] }
    try region.raster("rain.tif", frame) { _, _ in 1000 }
    try region.zones("zones.geojson", [("A", [500_000, 3_000_000, 500_300, 3_000_100])])
    let text = LabRegion.text(LabRegion.rain, excluded: LabRegion.without("ground", "spread"))
    let (_, prepared) = try region.prepare(text)
    #expect(try prepared.cells("ecosystem").map(\.isNaN) == [false, true, true])
    let findings = try RegionSurvey(prepared, threads: 1, tileLimit: 64).findings()
    #expect(findings.contains { $0.code == "data.unknown-class" && $0.severity == .error })
  }
}
