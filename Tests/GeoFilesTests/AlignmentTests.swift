import Foundation
import Geo
import GeoFiles
import Testing

/// Goal: a layer that lies otherwise comes onto the region's grid without being shifted, smeared or lost.
/// Method: layers made from a rule of place; the expected value is the rule at the grid's own centres.
@Suite struct AlignmentTests {
  let folder = TemporaryFolder()
  let target = GridFrame(
    west: 500_300, north: 3_479_700, cellWidth: 10, cellHeight: 10, columns: 640, rows: 560)

  func align(
    _ path: String, _ rule: Resampling, onto frame: GridFrame? = nil, in crs: String = "EPSG:4549",
    given: RasterGiven = .nothing, workers: Int = 2, scratch: String = "warped.tif"
  ) throws -> AlignedLayer {
    try LayerRequest(path, band: 1, given: given, resampling: rule).align(
      onto: frame ?? target, in: try CoordinateSystem(crs), scratch: folder(scratch), workers: workers)
  }

  func read(_ layer: AlignedLayer, _ window: CellWindow? = nil) throws -> [Double] {
    var values = [Double](repeating: 0, count: (window ?? layer.frame.whole).count)
    let reader = try layer.open()
    try values.withUnsafeMutableBufferPointer {
      try reader.read(window ?? layer.frame.whole, as: .physical, into: $0)
    }
    return values
  }

  @Test func `A layer on the same cells is read where it lies`() throws {
    let path = try folder.raster("same.tif", target) { column, row in Double(column + 1000 * row) }
    let layer = try align(path, .bilinear)
    #expect(layer.alignment == .same && layer.path == path)
    #expect(folder.names == ["same.tif"])
  }

  /// A worker must not read by what the file was: its blocks were of 4 bytes a cell and are of 8.
  @Test func `A file that is exchanged after it was aligned is read as it is now`() throws {
    let path = try folder.raster("same.tif", target) { column, _ in Double(column) }
    let layer = try align(path, .bilinear)
    _ = try folder.raster("same.tif", target, type: .float64, nodata: -1) { column, row in
      column == 3 ? -1 : 0.1 + Double(row)
    }
    #expect(try layer.open().file.band(1).type == .float64)
    let values = try read(layer)
    #expect(values[2] == 0.1 && values[3].isNaN && values[target.columns] == 1.1)
  }

  @Test func `A shift by whole cells resamples nothing and is NaN outside`() throws {
    let path = try folder.raster("shift.tif") { column, row in Double(column + 1000 * row) }
    let layer = try align(path, .cubic)
    // The layer's first cell lies 30 columns west and 30 rows north of the grid's.
    #expect(layer.alignment == .shifted(columns: -30, rows: -30))
    let values = try read(layer)
    #expect(values[0] == Double(30 + 1000 * 30))
    #expect(values[target.columns * 2 + 5] == Double(35 + 1000 * 32))
    var beyond = target
    beyond.west -= 400
    let shifted = try align(path, .cubic, onto: beyond)
    let edge = try read(shifted, CellWindow(column: 8, row: 0, columns: 4, rows: 1))
    #expect(edge[0].isNaN && edge[1].isNaN && edge[2] == 30_000 && edge[3] == 30_001)
  }

  @Test func `A slope stays a slope under bilinear resampling`() throws {
    let coarse = GridFrame(
      west: 499_993, north: 3_480_013, cellWidth: 33, cellHeight: 33, columns: 300, rows: 300)
    let path = try folder.raster("slope.tif", coarse, type: .float64) { column, row in
      plane(coarse, column, row)
    }
    let layer = try align(path, .bilinear)
    guard case .warped(let warp) = layer.alignment else {
      Issue.record("\(layer.alignment)")
      return
    }
    #expect(warp.datumShift == .known && warp.resampling == .bilinear)
    let values = try read(layer)
    // Places may be off by a hundredth of a source cell, 0.33 m, where the plane rises 1 per metre.
    for (column, row) in [(0, 0), (5, 7), (300, 280), (639, 559)] {
      #expect(abs(values[row * target.columns + column] - plane(target, column, row)) < 0.7)
    }
  }

  func plane(_ frame: GridFrame, _ column: Int, _ row: Int) -> Double {
    let x = frame.west + (Double(column) + 0.5) * frame.cellWidth - 500_000
    let y = frame.north - (Double(row) + 0.5) * frame.cellHeight - 3_470_000
    return x + y
  }

  @Test func `Classes take the cell under the centre, and no new class appears`() throws {
    let fine = GridFrame(
      west: 500_200, north: 3_479_850, cellWidth: 7, cellHeight: 7, columns: 990, rows: 880)
    let path = try folder.raster("class.tif", fine, type: .uint8, nodata: 255) { column, row in
      (column / 5 + row / 5) % 11 == 0 ? .nan : Double((column / 5 + row / 5) % 11 * 20)
    }
    let layer = try align(path, .nearest)
    #expect(try layer.open().file.band(1).type == .int32)
    let values = try read(layer)
    var differing = 0
    for row in stride(from: 0, to: target.rows, by: 13) {
      for column in stride(from: 0, to: target.columns, by: 7) {
        let x = target.west + (Double(column) + 0.5) * 10
        let y = target.north - (Double(row) + 0.5) * 10
        let sum = Int((x - fine.west) / 7) / 5 + Int((fine.north - y) / 7) / 5
        let wanted: Double? = sum % 11 == 0 ? nil : Double(sum % 11 * 20)
        let value = values[row * target.columns + column]
        if (value.isNaN ? nil : value) != wanted { differing += 1 }
      }
    }
    // Centres within 0.07 m of an edge between cells of 7 m may fall to either side.
    #expect(differing <= 40)
    #expect(Set(values.filter { !$0.isNaN }).isSubset(of: Set((1...10).map { Double($0 * 20) })))
  }

  @Test func `Missing cells of every kind stay missing and do not spread beyond the kernel`() throws {
    let coarse = GridFrame(
      west: 500_000, north: 3_480_000, cellWidth: 40, cellHeight: 40, columns: 200, rows: 200)
    let path = try folder.raster("holes.tif", coarse, nodata: -9999) { column, row in
      if (60...70).contains(column) && (60...70).contains(row) { return column % 2 == 0 ? .nan : -9999 }
      return 5
    }
    let values = try read(try align(path, .bilinear))
    #expect(values.allSatisfy { $0.isNaN || $0 == 5 })
    // The hole's middle, at (502 620, 3 477 380).
    #expect(values[232 * target.columns + 232].isNaN)
    #expect(values.filter(\.isNaN).count < 48 * 48)
  }

  @Test func `A sum keeps its total, whether cells get finer or coarser`() throws {
    for side in [6.0, 8, 25, 80] {
      let count = Int(4800 / side)
      let source = GridFrame(
        west: 500_400, north: 3_479_600, cellWidth: side, cellHeight: side, columns: count, rows: count)
      let path = try folder.raster("people-\(side).tif", source, type: .float64) { column, row in
        Double((column * 31 + row * 17) % 101)
      }
      let total = (0..<count * count).reduce(0.0) { $0 + Double(($1 % count * 31 + $1 / count * 17) % 101) }
      let values = try read(try align(path, .sum, scratch: "sum-\(side).tif"))
      let kept = values.reduce(0) { $1.isNaN ? $0 : $0 + $1 }
      #expect(abs(kept / total - 1) < 1e-3, "cells of \(side) m: \(kept) of \(total)")
    }
  }

  @Test func `Reprojection puts longitudes where PROJ has them`() throws {
    let degrees = GridFrame(
      west: 119.9, north: 31.6, cellWidth: 0.0005, cellHeight: 0.0005, columns: 600, rows: 600)
    let path = try folder.raster("lon.tif", degrees, crs: "EPSG:4490", type: .float64) { column, _ in
      119.9 + (Double(column) + 0.5) * 0.0005
    }
    let layer = try align(path, .bilinear)
    let values = try read(layer)
    let way = try CoordinateTransformation(
      from: CoordinateSystem("EPSG:4549"), to: CoordinateSystem("EPSG:4490"), around: Extent())
    let grid = try target.grid(in: try CoordinateSystem("EPSG:4549"))
    for (column, row) in [(0, 0), (320, 280), (639, 559)] {
      let place = try #require(way.apply(to: [grid.centre(column: column, row: row)])?.first)
      #expect(abs(values[row * target.columns + column] - place.x) < 0.00001)
    }
  }

  @Test func `The warped file is the same to the byte with one worker and with four`() throws {
    let coarse = GridFrame(
      west: 499_000, north: 3_481_000, cellWidth: 33, cellHeight: 33, columns: 400, rows: 400)
    let path = try folder.raster("c.tif", coarse) { column, row in Double(column * row % 977) }
    let big = GridFrame(
      west: 500_000, north: 3_480_000, cellWidth: 5, cellHeight: 5, columns: 1500, rows: 1300)
    let bytes = try [1, 4].map { workers in
      let layer = try align(path, .cubic, onto: big, workers: workers, scratch: "w\(workers).tif")
      return try Data(contentsOf: URL(fileURLWithPath: layer.path))
    }
    #expect(bytes[0] == bytes[1])
    #expect(folder.names == ["c.tif", "w1.tif", "w4.tif"])
  }

  @Test func `Scale, offset and a stated nodata are heeded by a warp`() throws {
    let coarse = GridFrame(
      west: 500_000, north: 3_480_000, cellWidth: 20, cellHeight: 20, columns: 400, rows: 400)
    let path = try folder.raster("ndvi.tif", coarse, type: .int16, nodata: nil) { column, _ in
      column < 200 ? 7 : 50
    }
    let layer = try align(path, .bilinear, given: RasterGiven(nodata: 7))
    let values = try read(layer)
    #expect(Set(values.filter { !$0.isNaN }) == [50] && values[0].isNaN)
  }

  @Test func `A layer elsewhere or without a system is refused`() throws {
    let far = GridFrame(west: 600_000, north: 3_000_000, cellWidth: 30, cellHeight: 30, columns: 10, rows: 10)
    let path = try folder.raster("far.tif", far) { _, _ in 1 }
    guard case .noOverlap = fault({ try align(path, .nearest) }) else {
      Issue.record("a layer far away was taken")
      return
    }
    let bare = try folder.raster("bare.tif", crs: nil) { _, _ in 1 }
    #expect(fault { try align(bare, .nearest) } == .noCoordinateSystem)
    let stated = RasterGiven(coordinateSystem: try CoordinateSystem("EPSG:4549"))
    #expect(try align(bare, .nearest, given: stated).alignment == .shifted(columns: -30, rows: -30))
  }

  @Test(.enabled(if: RealData.isThere, RealData.comment))
  func `Bungo's layers come onto the land cover's grid`() throws {
    let cover = try RasterFile(RealData.path("bungo/raster/bungo_landcover_2010r.tif")).facts
    func alignment(_ name: String, _ rule: Resampling) throws -> LayerAlignment {
      try align(RealData.path("bungo/raster/" + name), rule, onto: cover.frame, in: "EPSG:32748").alignment
    }
    #expect(try alignment("bungo_landcover_1990r.tif", .nearest) == .same)
    #expect(try alignment("clim_precipitation_tot.tif", .bilinear) == .same)
    for (name, rule) in [("bungo_zone.tif", Resampling.nearest), ("p_factor_bungo.tif", .average)] {
      guard case .warped(let warp) = try alignment(name, rule), case .cellSize = warp.reason else {
        Issue.record("\(name) has cells of another size")
        return
      }
    }
  }

  @Test(.enabled(if: RealData.isThere, RealData.comment))
  func `Beijing 1954 is told to have no known datum shift here`() throws {
    let units = RealData.path("changting/spatial/slppos_units.tif")
    let frame = GridFrame(
      west: 444_000, north: 2_843_000, cellWidth: 30, cellHeight: 30, columns: 127, rows: 98)
    guard case .warped(let warp) = try align(units, .nearest, onto: frame, in: "EPSG:4548").alignment else {
      Issue.record("another system needs a warp")
      return
    }
    #expect(warp.datumShift == .unknown)
  }
}
