public import Accounts
public import Foundation
import GeoFiles
public import Land
import Law

/// Looks through a region's data and goes on after each fault, so that one run tells everything: a file that
/// cannot be read takes its own input out of the look, nothing else.
public struct RegionInspection {
  let region: RegionFolder
  let scratch: URL
  let threads: Int

  private var study: Study { region.study }
  private var folder: URL { region.folder }

  /// - Parameters:
  ///   - region: A region, with faults or without (``RegionFolder/openForgiving(_:shelf:)``).
  ///   - scratch: Folder for warped and derived layers; nothing is written elsewhere.
  public init(_ region: RegionFolder, scratch: URL, threads: Int) {
    self.region = region
    self.scratch = scratch
    self.threads = threads
  }

  /// Everything that is found in the data.
  public func findings() -> [Finding] {
    if region.isWhole, let findings = try? survey(study) { return findings }
    var faults = InputFaults()
    let tree = places(&faults)
    let ground = faults.ground
    let wanted = study.region.inputs.filter { region.isWhole ? study.needed.contains($0.name) : true }
    for input in wanted where !study.region.unread.contains(input.name) {
      faults.attempt(input.name) { try look(at: input, tree, ground) }
    }
    return faults.findings + rest(without: faults)
  }

  /// The zones of the region; nil where they cannot be read.
  public func zones() -> ZoneTree? {
    var faults = InputFaults()
    return places(&faults)
  }

  /// The whole look, which ends at the first file that cannot be read.
  private func survey(_ study: Study) throws -> [Finding] {
    let prepared = try PreparedRegion.open(study, folder: folder, scratch: scratch, threads: threads)
    return try RegionSurvey(prepared, threads: threads, tileLimit: .max).findings()
  }

  /// What can still be looked at together when the inputs at fault are taken out.
  private func rest(without faults: InputFaults) -> [Finding] {
    guard !faults.hasNoPlace, !study.region.unread.contains("land") else { return [] }
    var reduced = study.region
    reduced.unread.formUnion(faults.names)
    let (left, _) = Study.openForgiving(reduced, method: study.method, units: study.units)
    guard let left else { return [] }
    do { return try survey(left) } catch {
      var more = InputFaults()
      more.note(error, about: study.region.id)
      // With a part of the inputs gone, what a table or layer lacks may have been told already.
      return more.findings.filter { finding in !faults.findings.contains { $0.message == finding.message } }
    }
  }

  /// Where the land lies: the grid and the zones, or the table of areas.
  private func places(_ faults: inout InputFaults) -> ZoneTree? {
    guard !study.region.unread.contains("land") else { return nil }
    guard case .grid(let grid, let zones) = study.region.land else {
      let land = faults.attempt("land") { try StudyLoader.land(of: study, folder: folder) }
      if land == nil { faults.hasNoPlace = true }
      return (land ?? nil)?.rows.tree
    }
    let ground = faults.attempt("grid") { try RegionGround.open(grid, folder: folder) }
    faults.ground = ground
    let path = folder.appendingPathComponent(zones.file).path
    let layer = faults.attempt("zones") {
      try ZoneLayer.read(
        zones, path: path, target: try ground?.system ?? CoordinateSystem("EPSG:4490"))
    }
    faults.hasNoPlace = ground == nil || layer == nil
    return layer?.tree
  }

  /// Reads what an input names, by itself.
  private func look(at input: RegionInput, _ tree: ZoneTree?, _ ground: RegionGround?) throws {
    switch input.binding {
    case .layer(let layer):
      guard let ground else { return try look(at: layer) }
      let preparation = LayerPreparation(
        study: study, ground: ground, folder: folder, scratch: scratch, threads: threads,
        digests: DigestMemory(folder: folder, threads: threads))
      _ = try preparation.raster(input.name, layer)
    case .stations(let stations): try look(at: stations)
    case .zoneTable(let table) where tree == nil:
      // Which zones there are is told elsewhere; here only the cells can be looked at.
      try look(at: table.file, sheet: table.sheet, columns: [table.column], texts: [table.zone])
    case .zoneValues where tree == nil: break
    case .zoneTable, .zoneValues, .table:
      let tree = try tree ?? ZoneTree(leaves: [])
      var data = StudyLoader(study: study, folder: folder, tree: tree, units: study.units).start(layers: [])
      try StudyLoader(study: study, folder: folder, tree: tree, units: study.units).add(input, to: &data)
    default: break
    }
  }

  private func look(at layer: LayerBinding) throws {
    _ = try layer.crs.map { try CoordinateSystem($0) }
    _ = try RasterFile(folder.appendingPathComponent(layer.file).path).band(layer.band)
  }

  private func look(at stations: StationBinding) throws {
    _ = try CoordinateSystem(stations.crs)
    try look(at: stations.file, sheet: nil, columns: [stations.x, stations.y, stations.column], texts: [])
  }

  /// Reads columns of numbers and of texts.
  private func look(at file: String, sheet: String?, columns: [String], texts: [String]) throws {
    let table = try TableFile(folder.appendingPathComponent(file).path, sheet: sheet)
    var faults = TableFaults()
    for column in columns { _ = table.numbers(column: column, noting: &faults) }
    for column in texts { _ = table.texts(column: column, noting: &faults) }
    try faults.end()
  }
}

/// What was met while inputs were looked at one by one.
struct InputFaults {
  private(set) var findings: [Finding] = []
  /// Inputs at fault.
  private(set) var names: Set<String> = []
  /// Whether it is not known where the land lies.
  var hasNoPlace = false
  var ground: RegionGround?

  /// Does a piece of looking, and notes what it throws.
  @discardableResult
  mutating func attempt<Value>(_ name: String, _ work: () throws -> Value) -> Value? {
    do { return try work() } catch {
      note(error, about: name)
      return nil
    }
  }

  /// Notes an error; of a table each of its faults.
  mutating func note(_ error: any Error, about name: String) {
    names.insert(name)
    guard let several = error as? TableFaults else {
      findings.append(Finding(unreadable: error, about: name))
      return
    }
    findings += several.first.map { Finding(unreadable: $0, about: name) }
    let more = several.count - several.first.count
    guard more > 0 else { return }
    findings.append(
      Finding(
        .error, code: "data.more", subject: name,
        message: Label(zh: "另有 \(more) 处同类问题，未逐一列出", en: "\(more) more faults of the kind are not listed"),
        remedy: Label(zh: "改正所列各处后再检查", en: "mend those that are listed and check again")))
  }
}

extension Finding {
  /// A file, row or cell that cannot be read.
  init(unreadable error: any Error, about name: String) {
    let message: Label
    if let error = error as? GeoFileError {
      message = Label(zh: error.chinese, en: error.english)
    } else {
      message = Label(same: "\(error)")
    }
    self.init(
      .error, code: "data.unreadable", subject: name, message: message,
      remedy: Label(zh: "改正后再检查", en: "mend it and check again"))
  }
}
