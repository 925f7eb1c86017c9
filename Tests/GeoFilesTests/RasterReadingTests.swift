import Foundation
import GeoFiles
import Testing

/// Goal: cells come back as they were written, and whatever marks a missing cell becomes NaN.
/// Method: rasters made from a rule of column and row; the expected value is the rule itself.
@Suite struct RasterReadingTests {
  let folder = TemporaryFolder()

  @Test(arguments: CellType.allCases)
  func `Every type of cell comes back as written`(type: CellType) throws {
    let nodata = type.isWhole ? 99 : Double.nan
    let path = try folder.raster("t.tif", type: type, nodata: nodata) { column, row in
      (column + row) % 7 == 0 ? .nan : Double((column * 3 + row) % 90)
    }
    let file = try RasterFile(path)
    #expect(try file.band(1).type == type)
    let window = CellWindow(column: 500, row: 490, columns: 100, rows: 90)
    let values = try file.values(band: 1, window, as: .physical)
    for i in 0..<window.count {
      let (column, row) = (500 + i % 100, 490 + i / 100)
      let wanted: Double? = (column + row) % 7 == 0 ? nil : Double((column * 3 + row) % 90)
      #expect((values[i].isNaN ? nil : values[i]) == wanted)
    }
  }

  @Test func `The facts of a raster are those it was made with`() throws {
    let path = try folder.raster("f.tif") { column, _ in Double(column) }
    let facts = try RasterFile(path).facts
    #expect(facts.frame == smallFrame)
    #expect(facts.coordinateSystem?.epsg == 4549)
    #expect(facts.coordinateSystem?.metresPerUnit == 1)
    #expect(facts.bands.count == 1 && facts.bands[0].nodata == .notANumber)
    #expect(facts.bands[0].blockColumns == 512)
  }

  @Test func `NaN and infinity are missing beside a nodata tag too`() throws {
    let rule = { (column: Int, _: Int) in [1, Double.nan, .infinity, -.infinity, -9999][column % 5] }
    for type in [CellType.float32, .float64] {
      let path = try folder.raster("i.tif", type: type, nodata: -9999, rule)
      let values = try RasterFile(path).values(
        band: 1, CellWindow(column: 0, row: 0, columns: 5, rows: 1), as: .physical)
      #expect(values[0] == 1 && values[1...].allSatisfy(\.isNaN))
    }
  }

  @Test func `A tag that no cell can hold marks nothing`() throws {
    let path = try folder.raster("o.tif", type: .uint8, nodata: nil) { column, _ in Double(column % 256) }
    let stated = try RasterFile(path, given: RasterGiven(nodata: -9999))
    #expect(try stated.band(1).nodata == .outsideType(-9999))
    let values = try stated.values(
      band: 1, CellWindow(column: 0, row: 0, columns: 256, rows: 1), as: .physical)
    #expect(values == (0..<256).map(Double.init))
  }

  @Test func `A nodata that a person states replaces the tag`() throws {
    let path = try folder.raster("s.tif", nodata: -1) { column, _ in column % 2 == 0 ? -1 : 5 }
    let file = try RasterFile(path, given: RasterGiven(nodata: 5))
    let values = try file.values(band: 1, CellWindow(column: 0, row: 0, columns: 2, rows: 1), as: .stored)
    #expect(values[0] == -1 && values[1].isNaN)
  }

  /// −3.4028235e+38 is printed short in many tags; it means the smallest Float exactly.
  @Test func `The lowest Float as nodata is met whatever its digits`() throws {
    let lowest = -Double(Float.greatestFiniteMagnitude)
    let path = try folder.raster("l.tif", nodata: -3.4028235e38) { column, _ in column == 0 ? lowest : 2 }
    let values = try RasterFile(path).values(
      band: 1, CellWindow(column: 0, row: 0, columns: 2, rows: 1), as: .physical)
    #expect(values[0].isNaN && values[1] == 2)
  }

  @Test func `Codes stored as floating numbers are codes, fractions are not`() throws {
    let path = try folder.raster("c.tif") { column, row in
      column == 0 ? .nan : column == 650 && row == 7 ? 1.5 : Double(column % 50)
    }
    let file = try RasterFile(path)
    func codes(_ window: CellWindow) throws -> [Int32] {
      var codes = [Int32](repeating: 0, count: window.count)
      try codes.withUnsafeMutableBufferPointer {
        try file.readCodes(band: 1, window, missing: -1, into: $0)
      }
      return codes
    }
    #expect(try codes(CellWindow(column: 0, row: 3, columns: 4, rows: 1)) == [-1, 1, 2, 3])
    #expect(fault { try codes(smallFrame.whole) } == .notACode(value: 1.5, column: 650, row: 7))
  }

  /// Windows of whole blocks are read past the cache, others through it.
  @Test(arguments: [CellType.uint8, .float32, .float64])
  func `A window of whole blocks gives the same cells as its parts`(type: CellType) throws {
    let path = try folder.raster("w.tif", type: type, nodata: 3) { column, row in
      Double((column * 5 + row * 3) % 200)
    }
    let file = try RasterFile(path)
    for window in [smallFrame.whole, CellWindow(column: 512, row: 512, columns: 188, rows: 88)] {
      let whole = try file.values(band: 1, window, as: .physical)
      for row in stride(from: 0, to: window.rows, by: 29) {
        let line = CellWindow(column: window.column, row: window.row + row, columns: window.columns, rows: 1)
        let part = try file.values(band: 1, line, as: .physical)
        let same = zip(part, whole[(row * window.columns)...]).allSatisfy {
          $0 == $1 || ($0.isNaN && $1.isNaN)
        }
        #expect(same)
      }
    }
  }

  @Test func `Reading changes nothing beside the file`() throws {
    let path = try folder.raster("only.tif") { column, _ in Double(column) }
    let before = folder.names
    _ = try RasterFile(path).values(band: 1, smallFrame.whole, as: .physical)
    #expect(folder.names == before && before == ["only.tif"])
  }

  // Facts by the data set's description: zone raster 1199×868, soil with NaN tags, cover with 128 and 255.
  @Test(.enabled(if: RealData.isThere, RealData.comment))
  func `Bungo's nodata kinds are told apart`() throws {
    let cover = try RasterFile(RealData.path("bungo/raster/bungo_landcover_1990r.tif"))
    #expect(try cover.band(1).nodata == .value(128))
    let soil = try RasterFile(RealData.path("bungo/raster/bungo_clay_0-5cm_mean.tif"))
    #expect(try soil.band(1).nodata == .notANumber)
    #expect(soil.facts.coordinateSystem?.epsg == 32748)
    let mapped: [Double] = try cover.values(band: 1, cover.facts.frame.whole, as: .physical).filter {
      !$0.isNaN
    }
    // Counted in the bytes of an ENVI copy by another program: 1 037 468 cells less 598 639 of 128.
    #expect(mapped.count == 438_829)
  }

  @Test(.enabled(if: RealData.isThere, RealData.comment))
  func `Beijing 1954 without a code is still metres on a plane`() throws {
    let facts = try RasterFile(RealData.path("changting/spatial/ywzdem30m.tif")).facts
    let system = try #require(facts.coordinateSystem)
    #expect(system.kind == .projected)
    #expect(system.metresPerUnit == 1)
    #expect(system.epsg == nil)
    #expect(abs(system.inverseFlattening - 298.3) < 1e-9)
    #expect(system.isSame(as: try CoordinateSystem("EPSG:2415")))
  }
}
