public import Accounts
import Geo
import GeoFiles
import Law
import Synchronization

/// Looks through the data of a prepared region.
public struct RegionSurvey {
  let region: PreparedRegion
  let threads: Int
  /// Tiles that are looked at, spread evenly; all when there are fewer.
  let tileLimit: Int
  /// The run whose tiles are computed on the way, so that nothing is read twice.
  let run: AccountRun?

  /// - Parameter run: The account's run, whose tiles are computed while they lie in memory; nil for a look
  ///   alone.
  public init(_ region: PreparedRegion, threads: Int, tileLimit: Int, beginning run: AccountRun? = nil) {
    self.region = region
    self.threads = threads
    self.tileLimit = tileLimit
    self.run = run
  }

  /// What a look through the data gives.
  public struct Look: Sendable {
    /// Everything that is found, in a fixed order.
    public let findings: [Finding]
    /// Land that stands for the region.
    public let sample: SampleLand
    /// Tiles of the account that were computed on the way.
    public let begun: [Int: TileSums]
  }

  /// Everything that is found, in a fixed order.
  public func findings() throws -> [Finding] { try look().findings }

  /// Looks through the tiles once, for findings and for the sample.
  public func look() throws -> Look {
    let plan = SurveyPlan(study: region.study, data: region.maker.data)
    switch region.body {
    case .rows(let rows, let columns):
      let figures = try figures(areas: ZoneAreas(rows))
      let statistics = try plan.statistics(columns: columns, rows: rows)
      let findings =
        region.findings + figures + plan.findings(statistics)
        + UnitAreas(study: region.study, rows: rows).findings()
      return Look(findings: findings, sample: SampleLand(rows, columns: columns), begun: [:])
    case .grid(let body):
      let seen = try survey(body, plan)
      let figures = try figures(areas: ZoneAreas(body))
      let values = plan.findings(seen.statistics).map { $0.naming(fileOf: body.layers) }
      let findings =
        region.findings + figures + values + unknown(seen.classes) + outside(seen, body)
        + ZoneOverlap(tree: region.tree, overlaps: seen.overlaps, inside: seen.inside).findings()
      return Look(
        findings: findings, sample: seen.sample ?? SampleLand(layers: body.layers.count), begun: seen.begun)
    }
  }

  private func figures(areas: ZoneAreas?) throws -> [Finding] {
    try region.maker.data.findings
      + FigureCheck(study: region.study, data: region.maker.data, areas: areas?.members).findings()
  }

  /// What the walk over the tiles gathers.
  struct Seen {
    var statistics: [ValueStatistics]
    /// Raster values without a class, by layer.
    var classes: [String: [Int: Int]] = [:]
    /// Cells inside and outside the zones.
    var inside = 0
    var outside = 0
    /// Cells that a zone lost to zones before it, by zone number.
    var overlaps: [UInt32: Double] = [:]
    /// Land that stands for the region; nil where none of it was taken.
    var sample: SampleLand?
    var begun: [Int: TileSums] = [:]
  }

  private func survey(_ body: PreparedRegion.GridBody, _ plan: SurveyPlan) throws -> Seen {
    let job = GridJob(
      ground: body.ground, coverage: body.coverage, rule: body.rule, layers: body.layers,
      plan: try plan.cellPlan())
    let all = body.ground.tiling.count
    let sampled = SampleLand.tiles(of: all)
    let looked = all <= tileLimit ? Array(0..<all) : (0..<tileLimit).map { $0 * all / tileLimit }
    let quantities = plan.layout.quantities.count
    let parts = Mutex<[Int: Seen]>([:])
    let bounds = (0..<quantities).map { plan.bounds(ofQuantity: $0) }
    let beginning = try run?.beginning(body)
    _ = try TileWalk(threads: threads).run(
      sampled.union(looked).sorted(),
      worker: { try SurveyWorker(job, bounds: bounds, sampled: sampled, beginning: beginning?()) },
      stop: { false },
      deliver: { part in parts.withLock { $0[part.tile] = part.seen } })
    var seen = Seen(statistics: .init(repeating: ValueStatistics(), count: quantities))
    for (_, part) in parts.withLock({ $0 }).sorted(by: { $0.key < $1.key }) { seen.add(part) }
    return seen
  }

  private func unknown(_ classes: [String: [Int: Int]]) -> [Finding] {
    classes.keys.sorted().map { name in
      let found = (classes[name] ?? [:]).sorted { $0.key < $1.key }
      let list = found.prefix(10).map { "\($0.key)（\($0.value)）" }.joined(separator: " ")
      return Finding(
        .error, code: "data.unknown-class", subject: name,
        message: Label(
          zh: "classes 没有列出这些类别值（像元数）：\(list)",
          en: "classes does not list these raster values (cells): \(list)"),
        remedy: Label(zh: "在 classes 中补上，或声明为 nodata", en: "add them to classes, or declare them nodata"))
    }
  }

  /// Zones that lie mostly outside the grid, or a grid with hardly any zone.
  private func outside(_ seen: Seen, _ body: PreparedRegion.GridBody) -> [Finding] {
    guard seen.inside == 0 else { return [] }
    return [
      Finding(
        .error, code: "zones.outside", subject: "zones",
        message: Label(
          zh: "没有一个像元落在分区里：分区的坐标系是 \(body.zones.system)，网格的是 \(body.ground.system.name)",
          en:
            "no cell lies in any zone: the zones are in \(body.zones.system), "
            + "the grid is in \(body.ground.system.name)"),
        remedy: Label(zh: "核对分区与网格的坐标系和范围", en: "compare the reference systems and extents of zones and grid")
      )
    ]
  }
}

extension RegionSurvey.Seen {
  mutating func add(_ part: Self) {
    for index in statistics.indices { statistics[index].merge(part.statistics[index]) }
    for (name, cells) in part.classes { classes[name, default: [:]].merge(cells, uniquingKeysWith: +) }
    inside += part.inside
    outside += part.outside
    overlaps.merge(part.overlaps, uniquingKeysWith: +)
    begun.merge(part.begun) { before, _ in before }
    guard let more = part.sample else { return }
    sample?.add(more)
    sample = sample ?? more
  }

  mutating func add(overlaps found: [ZoneAmount]) {
    for amount in found { overlaps[amount.zone, default: 0] += amount.cells }
  }
}

extension Finding {
  /// The finding with the file of the layer that it is about.
  fileprivate func naming(fileOf layers: [PreparedLayer]) -> Finding {
    guard let file = layers.first(where: { $0.name == subject })?.file else { return self }
    return Finding(
      severity, code: code, subject: subject,
      message: Label(zh: "\(message.zh)（\(file)）", en: "\(message.en) (\(file))"), remedy: remedy)
  }
}
