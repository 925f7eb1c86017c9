import Foundation
import GeoFiles
import Testing

/// Goal: a bad raster gives an error that says what, where and what to do; never a wrong value.
/// Method: good files spoiled byte by byte, and headers that lie.
@Suite struct SpoiledRasterTests {
  let folder = TemporaryFolder()

  @Test func `A missing file, an empty one and one that is no raster are refused`() {
    #expect(fault { try RasterFile(folder("none.tif")) } == .missing)
    #expect(fault { try RasterFile(folder.write("empty.tif", "")) } == .emptyFile)
    #expect(
      fault { try RasterFile(folder.write("t.tif", "no raster at all")) } == .notOpened(wanted: "raster"))
    #expect(fault { try RasterFile("/vsicurl/http://127.0.0.1/a.tif") } == .missing)
    #expect(fault { try RasterFile("GTIFF_DIR:1:a.tif") } == .missing)
  }

  @Test func `A truncated file is refused at opening or where it breaks off`() throws {
    let path = try folder.raster("good.tif") { column, row in Double(column * row % 1000) }
    let size = try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
    for part in [10, 100, size / 4, size / 2, size - 10] {
      let cut = try folder.cut(path, to: part, as: "cut-\(part).tif")
      let found = fault { try RasterFile(cut).values(band: 1, smallFrame.whole, as: .physical) }
      switch found {
      case .notOpened, .readFailed: break
      default: Issue.record("cut to \(part) of \(size): \(String(describing: found))")
      }
    }
  }

  @Test func `Flipped bytes never end the program`() throws {
    let path = try folder.raster("good.tif") { column, row in Double(column * row % 1000) }
    let good = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    var chance = SeededGenerator(state: 2022)
    for _ in 0..<60 {
      var bad = good
      for _ in 0..<4 {
        bad[Int.random(in: 0..<min(800, bad.count), using: &chance)] = UInt8.random(
          in: 0...255, using: &chance)
      }
      let spoiled = folder.write("bad.tif", bad)
      _ = fault {
        let file = try RasterFile(spoiled)
        let frame = file.facts.frame
        let window = CellWindow(
          column: 0, row: 0, columns: min(frame.columns, 700), rows: min(frame.rows, 600))
        return try file.values(band: 1, window, as: .physical)
      }
    }
  }

  @Test func `An absurd size in the header is refused`() {
    let header = """
      <VRTDataset rasterXSize="2000000000" rasterYSize="2000000000">
      <GeoTransform>0, 1, 0, 0, 0, -1</GeoTransform><VRTRasterBand dataType="Byte" band="1"/></VRTDataset>
      """
    let found = fault { try RasterFile(folder.write("a.vrt", header)) }
    #expect(found == .absurdSize(columns: 2_000_000_000, rows: 2_000_000_000))
  }

  @Test func `Cells finer than their coordinates are refused as a grid`() throws {
    let fine = GridFrame(west: 5e5, north: 3e6, cellWidth: 1e-10, cellHeight: 1e-10, columns: 9, rows: 9)
    let system = try CoordinateSystem("EPSG:4549")
    #expect(fault { try fine.grid(in: system) } == .cellsTooFine(1e-10))
  }

  @Test func `A raster without place or with a turned grid is refused`() throws {
    let image = folder.write("p.pgm", "P5\n2 2\n255\nabcd")
    #expect(fault { try RasterFile(image) } == .noGeotransform)
    _ = folder.write("r.pgm", "P5\n2 2\n255\nabcd")
    _ = folder.write("r.wld", "8\n2\n2\n-8\n100\n200\n")
    #expect(fault { try RasterFile(folder("r.pgm")) } == .rotated)
    _ = folder.write("u.pgm", "P5\n2 2\n255\nabcd")
    _ = folder.write("u.wld", "8\n0\n0\n8\n100\n200\n")
    #expect(fault { try RasterFile(folder("u.pgm")) } == .southUp)
  }

  @Test func `A band or window that is not there is refused`() throws {
    let file = try RasterFile(try folder.raster("b.tif") { _, _ in 1 })
    #expect(fault { try file.values(band: 2, smallFrame.whole, as: .stored) } == .noSuchBand(2, has: 1))
    let beyond = CellWindow(column: 690, row: 0, columns: 20, rows: 1)
    guard case .outsideRaster = fault({ try file.values(band: 1, beyond, as: .stored) }) else {
      Issue.record("a window outside was read")
      return
    }
  }

  @Test func `A file that may not be read says so`() throws {
    let path = folder.write("locked.tif", "x")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    // Root reads everything: then the file is merely no raster.
    let wanted: GeoFileFault = geteuid() == 0 ? .notOpened(wanted: "raster") : .notPermitted
    #expect(fault { try RasterFile(path) } == wanted)
  }

  @Test func `Every fault speaks Chinese and English and names the file`() {
    let text = GeoFileError("a.tif", .rotated, said: ["words"]).description
    #expect(text.contains("a.tif：像元网格是旋转的") && text.contains("a.tif: its grid is rotated"))
    #expect(text.contains("GDAL: words"))
  }
}

/// A small generator with a seed (SplitMix64, Steele et al. 2014).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
