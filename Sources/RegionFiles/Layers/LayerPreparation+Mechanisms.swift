import Accounts
import Formula
import Foundation
import Geo
import GeoFiles

/// Layers that rest on figures of cells.
extension LayerPreparation {
  /// One store for all mechanisms of a preparation.
  func planes() throws -> FilePlanes {
    try grounds.store {
      // Tiles of larger grids are copied in and out, and need the memory for themselves.
      try FilePlanes(
        folder: scratch, grid: ground.grid, threads: threads,
        memory: ElevationGround.holds(ground.grid, memory: memory) ? memory : 0)
    }
  }

  /// Where such a layer is kept.
  func file(_ name: String, _ binding: InputBinding, key made: String) -> URL {
    scratch.appendingPathComponent(key("mechanism", name, binding.mechanismWords, made))
  }

  /// Makes a layer out of figures of cells that lie in planes.
  func mechanism(
    _ name: String, _ binding: InputBinding, key made: String, _ planes: FilePlanes
  ) throws -> PreparedLayer {
    let target = file(name, binding, key: made)
    if !FileManager.default.fileExists(atPath: target.path) {
      switch binding {
      case .terrain(let terrain): try routed(name, terrain, into: target)
      case .focal(let focal): try averaged(focal, planes, into: target)
      default: break
      }
    }
    let request = LayerRequest(target.path, band: 1, given: .nothing, resampling: .nearest)
    let aligned = try request.align(
      onto: ground.frame, in: ground.system, scratch: target.path + ".none", workers: 1)
    return PreparedLayer(
      name: name, aligned: aligned, meaning: try meaning(name, binding), digest: target.lastPathComponent,
      file: binding.mechanismWords)
  }

  /// From the unit that the mechanism gives to the name's own.
  private func meaning(_ name: String, _ binding: InputBinding) throws -> PreparedLayer.Meaning {
    guard let given = study.mechanismUnit(of: binding), let wanted = study.unit(of: name),
      let factor = study.units.factor(from: given, to: wanted)
    else { throw LayerPreparationError.badUnit(name: name, words: binding.mechanismWords) }
    return .number(factor: factor, offset: 0)
  }

  private func averaged(_ focal: FocalBinding, _ planes: FilePlanes, into target: URL) throws {
    let means = FocalMeans(ground.grid, store: planes)
    let kernel = FocalKernel(focal.kernel, distance: focal.distance, reach: focal.reach)
    let made = Plane<Float>("focal")
    try means.average(
      CellPlanes.plane(focal.of), by: kernel, scale: focal.isSum ? means.wholeWeight(of: kernel) : 1,
      into: made)
    try write(planes, made, to: target) { _, value in Double(value) }
    try planes.remove(made.name)
  }

  private func routed(_ name: String, _ terrain: TerrainBinding, into target: URL) throws {
    guard let of = terrain.of.map(CellPlanes.plane) else { return }
    let relief = try relief(of: terrain, for: name)
    let made = Plane<Double>("routed")
    let flow = try relief.flow(terrain.flow)
    switch terrain.layer {
    case .upslopeMean, .upslopeSum:
      return try writeUpslope(terrain, relief, into: target)
    case .downslopeSum:
      try relief.routing.addDownslope(
        of, measure: terrain.steps, streams: try streams(terrain, relief), along: flow, into: made)
    case .retention:
      guard let length = terrain.second.map(CellPlanes.plane) else { return }
      try relief.routing.retain(
        efficiency: of, length: length, streams: try streams(terrain, relief), along: flow, into: made)
    case .deposition:
      guard let ratio = terrain.second.map(CellPlanes.plane) else { return }
      try relief.routing.settle(load: of, ratio: ratio, along: flow, into: made)
    default: return
    }
    try write(relief.planes, made, to: target) { _, value in value }
    try relief.planes.remove(made.name)
  }

  func streams(_ terrain: TerrainBinding, _ relief: ElevationGround) throws -> Plane<Float> {
    try relief.streams(terrain.flow, threshold: terrain.streams ?? .infinity, trace: terrain.trace)
  }

  /// Sums up, in one walk for each way of flow, what several layers need.
  func sumUpslope(_ names: [String]) throws {
    var wanted: [String: (terrain: TerrainBinding, layer: String, names: Set<String>)] = [:]
    for name in names {
      guard case .terrain(let terrain)? = study.region.binding(of: name)?.binding, let of = terrain.of,
        [.upslopeMean, .upslopeSum].contains(terrain.layer)
      else { continue }
      wanted["\(terrain.from) \(terrain.flow)", default: (terrain, name, [])].names.insert(of)
    }
    for (_, group) in wanted.sorted(by: { $0.key < $1.key }) {
      let relief = try relief(of: group.terrain, for: group.layer)
      let flow = try relief.flow(group.terrain.flow)
      let names = group.names.sorted()
      let weights = names.map { Routing.Weight.plane(CellPlanes.plane($0)) }
      let known = names.map { Routing.Weight.known(CellPlanes.plane($0)) }
      let sums = names.map { upslopePlane($0, group.terrain.flow) }
      let counts = names.map { upslopePlane("known-\($0)", group.terrain.flow) }
      try relief.routing.addUpslope(weights + known, along: flow, into: sums + counts)
    }
  }

  private func upslopePlane(_ name: String, _ flow: FlowRule) -> Plane<Double> {
    Plane("upslope-\(flow.rawValue)-\(name)")
  }

  private func writeUpslope(
    _ terrain: TerrainBinding, _ relief: ElevationGround, into target: URL
  ) throws {
    guard let of = terrain.of else { return }
    let planes = relief.planes
    let sums = upslopePlane(of, terrain.flow)
    if terrain.layer == .upslopeSum { return try write(planes, sums, to: target) { _, sum in sum } }
    let counts = upslopePlane("known-\(of)", terrain.flow)
    let made = Plane<Float>("means")
    let tiling = Tiling(ground.grid, size: RasterWriter.tileSide)
    _ = try planes.each(Array(tiling.indices)) { number in
      let tile = tiling[number]
      let sum = try planes.get(sums, columns: tile.columns, rows: tile.rows)
      let count = try planes.get(counts, columns: tile.columns, rows: tile.rows)
      try planes.put(zip(sum, count).map { $1 > 0 ? Float($0 / $1) : .nan }, made, tile)
    }
    try write(planes, made, to: target) { _, value in Double(value) }
    try planes.remove(made.name)
  }
}

extension InputBinding {
  /// A mechanism and all that it is told.
  var mechanismWords: String {
    switch self {
    case .terrain(let terrain): terrain.words
    case .focal(let focal): focal.words
    default: ""
    }
  }
}

extension Study {
  /// The unit of a layer that rests on figures of cells.
  func mechanismUnit(of binding: InputBinding) -> MeasureUnit? {
    switch binding {
    case .terrain(let terrain):
      if let own = terrain.layer.unit { return try? units.parse(own) }
      guard let figures = terrain.of.flatMap(unit(of:)) else { return nil }
      guard terrain.layer == .downslopeSum, terrain.steps == .metres else { return figures }
      return (try? units.parse("m")).map { units.multiply(figures, $0) }
    case .focal(let focal): return unit(of: focal.of)
    default: return nil
    }
  }
}
