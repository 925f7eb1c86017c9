import Foundation
import GeoFiles
import Testing

/// Goal: spoiled vectors and tables end in an error or in fewer usable features, never in a crash.
/// Method: seeded flips of bytes in good files, and texts that nobody would type.
@Suite struct SpoiledTableTests {
  let folder = TemporaryFolder()

  func flip(_ bytes: [UInt8], _ count: Int, _ chance: inout SeededGenerator) -> [UInt8] {
    var bad = bytes
    for _ in 0..<count {
      bad[Int.random(in: 0..<bad.count, using: &chance)] = UInt8.random(in: 0...255, using: &chance)
    }
    return bad
  }

  @Test func `Flipped bytes in a shapefile never end the program`() throws {
    let path = folder.shapefile("g", field: [0xBD, 0xAD], texts: (0..<20).map { [0xCD, 0xA1 + UInt8($0)] })
    let table = Array(try Data(contentsOf: URL(fileURLWithPath: folder("g.dbf"))))
    let shapes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    var chance = SeededGenerator(state: 4490)
    for _ in 0..<80 {
      _ = folder.write("g.dbf", flip(table, 3, &chance))
      _ = folder.write("g.shp", flip(shapes, 3, &chance))
      _ = fault { try VectorFile(path).features(wanted: .points, in: nil).all() }
      _ = fault { try TableFile(attributes: path, layer: nil) }
    }
  }

  @Test func `Flipped bytes in a package never end the program`() throws {
    let writer = try GeoPackageWriter(folder("p.gpkg"))
    let table = try writer.layer("t", title: "t", columns: [PlannedColumn("a", .text)], polygonsIn: nil)
    for place in 0..<50 { try writer.add([], [.text("\(place)")], to: table) }
    try writer.finish()
    let good = Array(try Data(contentsOf: URL(fileURLWithPath: folder("p.gpkg"))))
    var chance = SeededGenerator(state: 4549)
    for _ in 0..<40 {
      let path = folder.write("bad.gpkg", flip(good, 20, &chance))
      _ = fault { try TableFile(attributes: path, layer: nil) }
    }
  }

  @Test func `Random text is a table or an error`() {
    var chance = SeededGenerator(state: 1)
    let signs = Array("a,\"\n\r;\t#1 长\u{FEFF}")
    for _ in 0..<150 {
      let text = String(
        (0..<Int.random(in: 1...60, using: &chance)).map { _ in signs.randomElement(using: &chance) ?? "a" })
      guard let table = try? TableFile(delimited: folder.write("r.csv", text)) else { continue }
      #expect(table.rowNumbers == table.rowNumbers.sorted())
      for column in table.columns { _ = try? table.numbers(column: column) }
    }
  }

  /// The head of an old Excel file, with nothing behind it.
  @Test func `An old workbook that is cut off is refused with what to do`() throws {
    let head: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600)
    let error = #expect(throws: GeoFileError.self) { try TableFile(folder.write("w.xls", head)) }
    #expect(error?.chinese.contains("另存为 .xlsx") == true, "\(String(describing: error))")
  }
}
