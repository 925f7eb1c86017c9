import Accounts
import Foundation
import Geo
import GeoFiles
import RegionFiles
import Testing

/// Real data sets lie outside of the project; the variable `SHANSHUI_DATA` says where.
enum RealData {
  /// Nil also where the variable is empty, as a build leaves it that found no data.
  static let folder = ProcessInfo.processInfo.environment["SHANSHUI_DATA"].flatMap { $0.isEmpty ? nil : $0 }
  static let isThere = folder.map { FileManager.default.fileExists(atPath: $0) } ?? false
  /// Printed for each test that is skipped.
  static let comment: Comment = "SHANSHUI_DATA names no folder: real data are not at hand"

  static func path(_ name: String) -> String { (folder ?? "") + "/" + name }
}

extension TemporaryRegion {
  /// Puts a sample of the project beside the region, with a folder of the real data as its `data`.
  func copySample(_ name: String, data: String) throws {
    let place = folder.appendingPathComponent(name)
    let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Samples")
    let files = try #require(
      FileManager.default.enumerator(atPath: samples.appendingPathComponent(name).path))
    for case let file as String in files where file != "data" && !file.hasPrefix("data/") {
      let source = samples.appendingPathComponent("\(name)/\(file)")
      guard !source.hasDirectoryPath, file.contains(".") else { continue }
      let target = place.appendingPathComponent(file)
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: source, to: target)
    }
    try FileManager.default.createSymbolicLink(
      atPath: place.appendingPathComponent("data").path, withDestinationPath: RealData.path(data))
  }

  /// Opens a copied sample with its data.
  func sample(_ name: String, threads: Int) throws -> (RegionFolder, PreparedRegion) {
    let (region, problems) = try RegionFolder.open(folder.appendingPathComponent(name).path, shelf: shelf)
    let opened = try #require(region, "\(problems)")
    return (
      opened,
      try PreparedRegion.open(opened.study, folder: opened.folder, scratch: work(), threads: threads)
    )
  }

  /// The account of an opened region.
  func account(of opened: RegionFolder, _ prepared: PreparedRegion) throws -> Account {
    let cube = try complete(prepared, work: work(), threads: 4)
    return try FinishedAccount.make(
      cube, of: prepared, opened: opened,
      look: try RegionSurvey(prepared, threads: 4, tileLimit: 8).look(), folder: "sample", program: "test",
      threads: 4
    ).account
  }
}

extension PreparedRegion {
  /// Mean of a name over the land inside the zones where it is known, by area.
  func mean(of name: String) throws -> Double {
    let cube = try cube(of: [name])
    func total(_ column: Int) -> Double {
      (1...cube.zoneCount).reduce(0) { $0 + cube.total(zone: $1, column: column) }
    }
    return total(cube.layout.sum(0)) / (total(SumLayout.area) - total(cube.layout.missing(0)))
  }

  /// Sums of names over the cells of a region on the grid.
  func cube(of names: [String]) throws -> Cube {
    let layout = SumLayout(quantities: names)
    guard case .grid(let body) = body else { throw NoGrid() }
    let plan = try maker.cellPlan(layout: layout)
    let evaluator = TileEvaluator(plan)
    let readers = try body.layers.map { try LayerReader($0) }
    var cube = Cube(layout: layout, zoneCount: plan.zoneCount, ecosystemCount: plan.ecosystemCount)
    let side = body.ground.tiling.size
    let memory = readers.map { _ in UnsafeMutableBufferPointer<Double>.allocate(capacity: side * side) }
    defer { for buffer in memory { buffer.deallocate() } }
    for tile in body.ground.tiling {
      for (reader, buffer) in zip(readers, memory) {
        try reader.read(
          GeoFiles.CellWindow(tile), into: UnsafeMutableBufferPointer(rebasing: buffer[0..<tile.count]))
      }
      let grid = body.ground.grid
      try cube.add(
        evaluator.sums(
          of: body.coverage.cover(tile, by: body.rule),
          layers: memory.compactMap { $0.baseAddress.map { .kept(UnsafePointer($0)) } },
          cellAreas: grid.cellAreas(rows: tile.rows),
          cellSizes: tile.rows.map { grid.cellSize(row: $0).width }))
    }
    return cube
  }

  struct NoGrid: Error {}

  /// How a layer lies on the grid.
  func alignment(_ name: String) throws -> LayerAlignment {
    guard case .grid(let body) = body else { return .same }
    return try #require(body.layers.first { $0.name == name }).alignment
  }
}

extension Account {
  /// Square kilometres of an ecosystem inside the zones at the top.
  func squareKilometres(_ ecosystem: String) -> Double {
    let tops = Set(zones.filter(\.parent.isEmpty).map(\.code))
    return areas.filter { tops.contains($0.zone) && $0.ecosystem == ecosystem }.reduce(0) { $0 + $1.area }
      / 100
  }
}
