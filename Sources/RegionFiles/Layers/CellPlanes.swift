import Accounts
import Foundation
import Geo
import GeoFiles

/// Evaluates figures of cells over the whole grid, before the account is walked, so that mechanisms can work
/// on them.
struct CellPlanes {
  let body: PreparedRegion.GridBody
  let study: Study
  let data: StudyData
  let threads: Int

  /// Begins the names of all planes of figures of cells.
  static let prefix = "cells-"

  /// Where the figures of a name are kept.
  static func plane(_ name: String) -> Plane<Float> { Plane(prefix + name) }

  /// Evaluates layers or formulas of cells, each in its own unit.
  func evaluate(_ names: [String], into planes: FilePlanes) throws {
    let plan = try PlanMaker(study: study, data: data).cellPlan(
      layout: SumLayout(quantities: names), traces: false)
    let job = GridJob(
      ground: body.ground, coverage: body.coverage, rule: body.rule, layers: body.layers, plan: plan)
    let side = body.ground.tiling.size
    _ = try TileWalk(threads: threads).run(
      Array(body.ground.tiling.indices),
      worker: {
        let keeper = PlaneKeeper(planes, names, cells: side * side)
        return try KeepingWorker(
          job, keep: { first, count, values in keeper.keep(values, first: first, count: count) },
          finish: { try keeper.write($0) })
      }, stop: { false }, deliver: { _ in })
  }
}

/// Keeps a tile's figures until all its blocks are there.
private final class PlaneKeeper {
  private let planes: FilePlanes
  private let names: [String]
  private var cells: [[Float]]

  init(_ planes: FilePlanes, _ names: [String], cells count: Int) {
    self.planes = planes
    self.names = names
    cells = names.map { _ in [Float](repeating: .nan, count: count) }
  }

  func keep(_ quantities: [UnsafePointer<Double>], first: Int, count: Int) {
    for (quantity, values) in quantities.enumerated() {
      cells[quantity].withUnsafeMutableBufferPointer { kept in
        for index in 0..<count { kept[first + index] = Float(values[index]) }
      }
    }
  }

  func write(_ tile: Tile) throws {
    for (name, cells) in zip(names, cells) { try planes.put(cells, CellPlanes.plane(name), tile) }
  }
}
