import Foundation
import Geo
import GeoFiles
import Testing

/// Goal: what goes into a file geodatabase comes out of it, Chinese names and titles too, and zipped as well.
@Suite struct GeodatabaseTests {
  private let folder = TemporaryFolder()

  private func package() throws -> String {
    let path = folder("a.gpkg")
    let package = try GeoPackageWriter(path)
    let layer = try package.layer(
      "村界", title: "行政村", columns: [PlannedColumn("代码", .text, title: "村代码"), PlannedColumn("面积", .number)],
      polygonsIn: try CoordinateSystem("EPSG:4549"))
    let corners = [(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)].map {
      Point(x: 500_000 + Double($0.0), y: 3_000_000 + Double($0.1))
    }
    let part = ZonePolygon.Part(outer: Ring(corners), holes: [])
    try package.add([part], [.text("溧阳"), .number(1.5)], to: layer)
    let table = try package.layer("说明", title: "说明", columns: [PlannedColumn("文", .text)], polygonsIn: nil)
    try package.add([], [.text("演示")], to: table)
    try package.finish()
    return path
  }

  private func check(_ path: String) throws {
    let file = try VectorFile(path)
    #expect(file.format == "OpenFileGDB" && Set(file.layers.map(\.name)) == ["村界", "说明"])
    let stream = try file.features(layer: "村界", wanted: .polygons, in: nil)
    let found = try stream.all()
    #expect(found.count == 1 && found[0].attributes.contains(.text("溧阳")))
    #expect(found[0].attributes.contains(.number(1.5)))
    let facts = try file.layer("村界")
    #expect(facts.fields.map(\.name).contains("代码") && facts.coordinateSystem?.kind == .projected)
  }

  @Test func `A package becomes a geodatabase, an older one goes, and zipped it is read too`() throws {
    let (source, target) = (try package(), folder("a.gdb"))
    try writeGeodatabase(target, fromPackage: source)
    try check(target)
    try writeGeodatabase(target, fromPackage: source)
    try check(target)
    #expect(partsOfFile(target).count > 3 && partsOfFile(target).allSatisfy { $0.hasPrefix(target + "/") })
    try zip(target, into: target + ".zip")
    try check(target + ".zip")
  }

  @Test func `A package that is none leaves no folder`() throws {
    #expect(throws: GeoFileError.self) {
      try writeGeodatabase(folder("b.gdb"), fromPackage: folder.write("b.gpkg", "no package"))
    }
    #expect(!FileManager.default.fileExists(atPath: folder("b.gdb")))
  }

  /// A zip of the files of a folder, as they are (method 0; APPNOTE.TXT 4.3).
  private func zip(_ source: String, into path: String) throws {
    var (body, directory): ([UInt8], [UInt8]) = ([], [])
    let names = try FileManager.default.contentsOfDirectory(atPath: source).sorted()
    for name in names {
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: source + "/" + name)))
      let inside = Array("a.gdb/\(name)".utf8)
      // Version, flags, method, time, day, check sum, both sizes, lengths of name and extra field.
      let common =
        little(20, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(crc(bytes), 4)
        + little(bytes.count, 4) + little(bytes.count, 4) + little(inside.count, 2) + little(0, 2)
      directory +=
        little(0x0201_4b50, 4) + little(20, 2) + common + little(0, 2) + little(0, 2) + little(0, 2)
        + little(0, 4) + little(body.count, 4) + inside
      body += little(0x0403_4b50, 4) + common + inside + bytes
    }
    let end =
      little(0x0605_4b50, 4) + little(0, 4) + little(names.count, 2) + little(names.count, 2)
      + little(directory.count, 4) + little(body.count, 4) + little(0, 2)
    _ = folder.write("a.gdb.zip", body + directory + end)
    #expect(path == folder("a.gdb.zip"))
  }

  private func little(_ number: Int, _ bytes: Int) -> [UInt8] {
    (0..<bytes).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  /// CRC-32 of ISO 3309.
  private func crc(_ bytes: [UInt8]) -> Int {
    var sum: UInt32 = 0xffff_ffff
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xedb8_8320 : sum >> 1 }
    }
    return Int(~sum)
  }
}
