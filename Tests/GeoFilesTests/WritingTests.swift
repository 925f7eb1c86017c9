import Foundation
import Geo
import GeoFiles
import Testing

/// Goal: what is written is read back the same, the same bytes come twice, and no half file is left.
/// Method: write, read with this library, compare; write into places that refuse.
@Suite struct WritingTests {
  let folder = TemporaryFolder()

  func square(_ x: Double) -> ZonePolygon.Part {
    let points = [(0.0, 0.0), (10, 0), (10, 10), (0, 10)].map { Point(x: x + $0.0, y: $0.1) }
    return ZonePolygon.Part(outer: Ring(points), holes: [])
  }

  func package(_ name: String) throws -> String {
    let writer = try GeoPackageWriter(folder(name))
    let columns = [PlannedColumn("code", .text), PlannedColumn("n", .whole), PlannedColumn("价值", .number)]
    let zones = try writer.layer(
      "zones", title: "分区", columns: columns, polygonsIn: try CoordinateSystem("EPSG:4549"))
    try writer.add([square(0), square(20)], [.text("320481"), .whole(3), .number(0.1)], to: zones)
    try writer.add([square(40)], [.text("甲"), .missing, .number(.nan)], to: zones)
    let table = try writer.layer("sums", title: "合计", columns: columns, polygonsIn: nil)
    try writer.add([], [.text("x"), .whole(1), .number(2)], to: table)
    try writer.finish()
    return folder(name)
  }

  @Test func `A GeoPackage holds polygons and tables`() throws {
    let path = try package("a.gpkg")
    let file = try VectorFile(path)
    #expect(file.layers.map(\.name) == ["zones", "sums"])
    #expect(file.layers[0].coordinateSystem?.epsg == 4549)
    let zones = try file.features(layer: "zones", wanted: .polygons, in: nil).all()
    #expect(zones[0].attributes == [.text("320481"), .whole(3), .number(0.1)])
    #expect(zones[1].attributes == [.text("甲"), .missing, .missing])
    guard case .polygons(let parts) = zones[0].shape else {
      Issue.record("no polygons")
      return
    }
    #expect(parts.map(\.outer.signedArea).map(abs) == [100, 100])
    let table = try TableFile(attributes: path, layer: "sums")
    #expect(table.columns == ["code", "n", "价值"] && table.text(row: 0, column: 2) == "2")
    #expect(folder.names == ["a.gpkg"])
  }

  @Test func `Equal packages have equal bytes`() throws {
    let bytes = try ["a.gpkg", "b.gpkg"].map { try Data(contentsOf: URL(fileURLWithPath: package($0))) }
    #expect(bytes[0] == bytes[1])
  }

  @Test func `A package that another program has open is refused`() throws {
    let path = try package("a.gpkg")
    _ = folder.write("a.gpkg-wal", "pages")
    #expect(fault { try VectorFile(path) } == .inUse)
  }

  @Test func `A cloud raster has the cells, names and units of its source`() throws {
    let plans = ["实物量", "价值量"].map {
      BandPlan(type: .float32, nodata: .nan, unit: "t/(hm2.a)", description: $0)
    }
    let writer = try RasterWriter(
      folder("s.tif"), frame: smallFrame, in: try CoordinateSystem("EPSG:4549"), bands: plans)
    for band in 1...2 {
      let values = (0..<smallFrame.whole.count).map { $0 % 9 == 0 ? Double.nan : Double($0 % 1000 * band) }
      try writer.write(band: band, smallFrame.whole, from: values)
    }
    try writer.finish()
    let source = try RasterFile(folder("s.tif"))
    try writeCloudRaster(folder("c.tif"), from: source, overviews: .average)
    try writeCloudRaster(folder("d.tif"), from: source, overviews: .average)
    let cloud = try RasterFile(folder("c.tif"))
    #expect(cloud.facts.frame == smallFrame && cloud.facts.bands.map(\.description) == ["实物量", "价值量"])
    #expect(cloud.facts.bands[1].unit == "t/(hm2.a)" && cloud.facts.bands[1].nodata == .notANumber)
    let values = try [source, cloud].map { try $0.values(band: 2, smallFrame.whole, as: .physical) }
    #expect(zip(values[0], values[1]).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) })
    let bytes = try ["c.tif", "d.tif"].map { try Data(contentsOf: URL(fileURLWithPath: folder($0))) }
    #expect(bytes[0] == bytes[1])
    #expect(folder.names == ["c.tif", "d.tif", "s.tif"])
  }

  @Test func `An unfinished file leaves nothing`() throws {
    do {
      let writer = try RasterWriter(
        folder("half.tif"), frame: smallFrame, in: nil, bands: [BandPlan(type: .uint8, nodata: nil)])
      #expect(writer.path == folder("half.tif"))
      let package = try GeoPackageWriter(folder("half.gpkg"))
      _ = try package.layer("a", title: "a", columns: [], polygonsIn: nil)
    }
    #expect(folder.names == [])
  }

  @Test func `A value that its type cannot hold is refused`() throws {
    let plan = BandPlan(type: .uint8, nodata: nil)
    let frame = GridFrame(west: 0, north: 0, cellWidth: 1, cellHeight: 1, columns: 2, rows: 1)
    let writer = try RasterWriter(folder("v.tif"), frame: frame, in: nil, bands: [plan])
    for bad in [256, -1, Double.nan, .infinity] {
      guard case .unwritableContent = fault({ try writer.write(band: 1, frame.whole, from: [0, bad]) }) else {
        Issue.record("\(bad) was written as a byte")
        continue
      }
    }
  }

  @Test func `A missing or closed folder is refused`() throws {
    let rows = [["a"]]
    #expect(fault { try writeCSV(folder("no/a.csv"), rows: rows) } == .folderMissing(folder("no")))
    #expect(fault { try GeoPackageWriter(folder("no/a.gpkg")) } == .folderMissing(folder("no")))
    guard case .notWritable = fault({ try writeCSV("/proc/a.csv", rows: rows) }) else {
      Issue.record("/proc was written")
      return
    }
  }

  /// `SHANSHUI_SMALL_DISK` names an empty folder on a disk of at most a megabyte.
  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment["SHANSHUI_SMALL_DISK"] != nil,
      "SHANSHUI_SMALL_DISK is not set: no small disk is at hand"))
  func `A full disk is told as such and leaves nothing`() throws {
    let disk = ProcessInfo.processInfo.environment["SHANSHUI_SMALL_DISK"] ?? ""
    let rows = Array(repeating: [String](repeating: "0123456789", count: 20), count: 20_000)
    #expect(fault { try writeCSV(disk + "/a.csv", rows: rows) } == .diskFull)
    let frame = GridFrame(west: 0, north: 0, cellWidth: 1, cellHeight: 1, columns: 1024, rows: 2048)
    var chance = SeededGenerator(state: 7)
    let noise = (0..<frame.whole.count).map { _ in Double.random(in: 0...1, using: &chance) }
    let found = fault {
      let writer = try RasterWriter(
        disk + "/a.tif", frame: frame, in: nil, bands: [BandPlan(type: .float32, nodata: .nan)])
      try writer.write(band: 1, frame.whole, from: noise)
      try writer.finish()
    }
    #expect(found == .diskFull)
    let full = fault {
      let writer = try GeoPackageWriter(disk + "/a.gpkg")
      let table = try writer.layer("t", title: "t", columns: [PlannedColumn("a", .text)], polygonsIn: nil)
      for _ in 0..<20_000 { try writer.add([], [.text(String(repeating: "长", count: 100))], to: table) }
      try writer.finish()
    }
    #expect(full == .diskFull)
    #expect(try FileManager.default.contentsOfDirectory(atPath: disk) == [])
  }

  @Test func `A CSV file opens in Excel and comes back the same`() throws {
    let rows = [["县", "a,b", "引\"号"], ["溧阳市", "1\n2", " x"], ["=1+1", "", "3"]]
    try writeCSV(folder("t.csv"), rows: rows)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder("t.csv")))
    #expect(bytes.prefix(3) == Data([0xEF, 0xBB, 0xBF]))
    let table = try TableFile(folder("t.csv"))
    #expect(table.columns == rows[0])
    #expect(table.text(row: 0, column: 1) == "1\n2" && table.text(row: 1, column: 0) == "=1+1")
  }
}
