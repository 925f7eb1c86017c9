public import Accounts
import Formula
public import Foundation
public import Geo
import GeoFiles
public import Land
import Law
import Seals

/// A region with all its data at hand, ready to be walked.
public struct PreparedRegion: Sendable {
  public let study: Study
  public let maker: PlanMaker
  public let layout: SumLayout
  public let plan: CellPlan
  /// SHA-256 over everything that the sums depend on.
  public let digest: String
  public let body: Body
  /// Findings of opening: features passed over, layers resampled.
  public let findings: [Finding]
  /// The parcels that are accounted by themselves, where they were asked for.
  let parcels: ParcelLayer?
  /// Digests of the files that were read, by the name of what they bring.
  let files: [String: ProvenanceMaker.FileNote]

  /// How the land is given.
  public enum Body: Sendable {
    case grid(GridBody)
    case rows(LandRows, columns: [[Double]])
  }

  /// A region on the grid.
  public struct GridBody: Sendable {
    public let ground: RegionGround
    public let zones: ZoneLayer
    public let coverage: ZoneCoverage
    public let rule: CoverageRule
    public internal(set) var layers: [PreparedLayer]
    /// The heights that other layers follow from, with the metres in one unit; nil where there are none.
    let heights: (layer: PreparedLayer, metres: Double)?
  }

  /// How many tiles there are; a table is one.
  public var tileCount: Int {
    if case .grid(let body) = body { body.ground.tiling.count } else { 1 }
  }

  public var tree: ZoneTree { maker.data.tree }
}

extension PreparedRegion {
  /// Bytes that routing takes unless it is given more.
  public static let usualMemory = 512 << 20

  /// Reads and aligns everything that a study needs.
  ///
  /// - Parameters:
  ///   - study: What is to be computed.
  ///   - folder: The region's folder.
  ///   - scratch: Folder for warped and derived layers; nothing is written elsewhere.
  ///   - memory: Bytes that routing may take; more of it makes large grids faster and changes no figure.
  ///   - parcels: Land that is accounted by itself; the zones are cut along it, and cells divided by area.
  ///   - digests: Of the region's files, where they were begun before (``RegionFolder/digests``).
  ///   - sharesDigests: Whether digests of files are taken from other shards with the same scratch folder.
  public static func open(
    _ study: Study, folder: URL, scratch: URL, threads: Int, memory: Int = usualMemory,
    parcels request: ParcelRequest? = nil, digests begun: DigestMemory? = nil, sharesDigests: Bool = false
  ) throws -> PreparedRegion {
    let digests =
      begun ?? DigestMemory(folder: folder, threads: threads, shared: sharesDigests ? scratch : nil)
    guard case .grid(let grid, let zones) = study.region.land else {
      if request != nil { throw ParcelRequestError.noGrid }
      return try openRows(study, folder: folder, digests)
    }
    let ground = try RegionGround.open(grid, folder: folder)
    let preparation = LayerPreparation(
      study: study, ground: ground, folder: folder, scratch: scratch, threads: threads, digests: digests,
      memory: memory)
    let path = folder.appendingPathComponent(zones.file).path
    let (_, whole) = try together(
      threads: threads, { try digests.compute(for: study) },
      { try ZoneLayer.read(zones, path: path, target: ground.system) })
    let layers = try preparation.prepare()
    let parcels = try request.map { try ParcelLayer($0, zones: whole, target: ground.system) }
    let zoneLayer = parcels?.zones ?? whole
    let loader = StudyLoader(study: study, folder: folder, tree: zoneLayer.tree, units: study.units)
    var data = try loader.load(layers: layers.map(\.name))
    var body = GridBody(
      ground: ground, zones: zoneLayer, coverage: ZoneCoverage(zoneLayer.polygons, on: ground.tiling),
      rule: zones.rule == .area || parcels != nil ? .area : .centre, layers: layers,
      heights: try preparation.heights())
    let places = ["\(ground.frame)", try digests.digest(of: zones.file)]
    let mechanisms = MechanismLayers(study: study, preparation: preparation, threads: threads)
    try mechanisms.add(to: &body, &data, files: places)
    let inputs = body.layers.map { "\($0.name) \($0.digest)" } + places
    let statistics = RegionStatistics(
      study: study, body: body, inputs: inputs, scratch: scratch, threads: threads)
    try statistics.add(to: &data)
    let bindings = try BindingCheck(study: study, folder: folder).findings()
    return try make(
      study, data, .grid(body), digests, findings: body.findings + bindings + (parcels?.findings ?? []),
      parcels: parcels)
  }

  private static func openRows(_ study: Study, folder: URL, _ digests: DigestMemory) throws -> PreparedRegion
  {
    guard let (rows, layers, columns) = try StudyLoader.land(of: study, folder: folder) else {
      preconditionFailure("Land that is no grid is rows.")
    }
    let loader = StudyLoader(study: study, folder: folder, tree: rows.tree, units: study.units)
    var data = try loader.load(layers: layers)
    for reduction in PlanMaker(study: study, data: data).regionReductions {
      let maker = PlanMaker(study: study, data: data)
      data.numbers[reduction.id] = try maker.value(of: reduction, columns: columns, rows: rows)
    }
    try digests.compute(for: study)
    return try make(study, data, .rows(rows, columns: columns), digests, findings: [])
  }

  private static func make(
    _ study: Study, _ data: StudyData, _ body: Body, _ digests: DigestMemory, findings: [Finding],
    parcels: ParcelLayer? = nil
  ) throws -> PreparedRegion {
    let maker = PlanMaker(study: study, data: data)
    let layout = maker.layout
    let plan = try maker.cellPlan(layout: layout, leavesScales: true, onSurface: true)
    let texts = study.method.packs.flatMap(\.files).map(\.text)
    var files: [String: ProvenanceMaker.FileNote] = [:]
    for (name, file) in study.files {
      files[name] = .init(file: file, sha256: try digests.digest(of: file), alignment: "")
    }
    if let request = parcels?.request {
      let sha256 = try ContentDigest(ofFile: request.file, by: .sha256).description
      files["area"] = .init(file: request.file, sha256: sha256, alignment: "")
    }
    let inputs = files.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.sha256)" }
    let units = try PackShelf.digest(of: study.units)
    let all =
      ["plan 5", study.region.text, units] + texts + inputs + body.texts + data.texts + layout.quantities
    let digest = ContentDigest(of: Array(all.joined(separator: "\u{0}").utf8), by: .sha256).description
    return PreparedRegion(
      study: study, maker: maker, layout: layout, plan: plan, digest: digest, body: body, findings: findings,
      parcels: parcels, files: files)
  }
}

extension PreparedRegion.Body {
  /// What the sums rest on beside figures and the files that inputs name: where the cells lie, and each layer
  /// with what it was made from. A grid like that of a file, or the elevation under a slope, is no input of
  /// its own.
  fileprivate var texts: [String] {
    guard case .grid(let body) = self else { return [] }
    let layers = body.layers.map { "\($0.name) \($0.digest) \($0.aligned.alignment) \($0.meaning.text)" }
    return ["\(body.ground.frame)", body.ground.system.wkt, "\(body.rule)"] + layers
  }
}
