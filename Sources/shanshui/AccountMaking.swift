import AccountFiles
import Accounts
import Foundation
import Geo
import GeoFiles
import RegionFiles
import Reports

/// One run of `account`: check, walk, put together, write.
struct AccountMaking {
  enum Ending {
    case refused
    case stopped(finished: Int, of: Int)
    case partial(finished: Int, of: Int)
    case done(Account, Provenance)
  }

  let region: RegionFolder
  let path: String
  let out: URL
  let threads: Int
  let shard: Shard
  let mergeOnly: Bool
  let maps: Bool
  let quiet: Bool
  let draws: Draws?
  let parcels: ParcelRequest?
  /// Bytes that routing may take.
  let memory: Int

  /// How often an account is drawn.
  struct Draws {
    static let most = 1_000_000
    let count: Int
    let seed: UInt64
  }

  /// Tiles that are looked at before an account: enough to see a slip, few beside the account itself.
  private static let surveyTiles = 16

  /// Everything that is not yet an account lies here.
  private var work: URL { out.appendingPathComponent(".work") }

  func run() throws -> Ending {
    let options = AccountRun.Options(
      work: work, threads: threads, shard: shard, maps: maps, mergeOnly: mergeOnly)
    guard let (run, look) = try opened(options) else { return .refused }
    let prepared = run.region
    let findings = look.findings
    if !quiet || findings.contains(where: { $0.severity == .error }) {
      for finding in findings where finding.severity != .note { Terminal.complain(finding.lines) }
    }
    guard !findings.contains(where: { $0.severity == .error }) else { return .refused }
    guard !region.study.indicators.isEmpty else {
      Terminal.complain(["没有一个指标可以核算；shanshui check 说明缺什么 · no indicator can be computed; see shanshui check"]
      )
      return .refused
    }
    // What cannot be drawn is said before anything is walked.
    let drawRun = try draws.map {
      try DrawRun(prepared, options: options, draws: $0.count, seed: $0.seed)
    }
    Interrupt.listen()
    let outcome = try walk { try run.run(begun: look.begun, progress: $0, stop: { Interrupt.isAsked }) }
    let drawn = try Interrupt.isAsked ? nil : draw(drawRun)
    switch (outcome, drawn) {
    case (.partial(let finished, let all), let drawn):
      guard !Interrupt.isAsked else { return .stopped(finished: finished, of: all) }
      guard case .partial(let more, let further)? = drawn else {
        return .partial(finished: finished, of: all)
      }
      return .partial(finished: finished + more, of: all + further)
    case (.complete, .partial(let finished, let all)?):
      return Interrupt.isAsked ? .stopped(finished: finished, of: all) : .partial(finished: finished, of: all)
    case (.complete(let cube), .complete(let free)?):
      return try done(cube, prepared, run, look, drawRun.map { ($0, free: free) })
    case (.complete(let cube), nil):
      guard drawRun == nil else { return .stopped(finished: 0, of: prepared.tileCount) }
      return try done(cube, prepared, run, look, nil)
    }
  }

  /// The region with its data, looked through; nil when something cannot be read. Then every input is tried
  /// by itself, so that all that fail are told, not only the first.
  private func opened(_ options: AccountRun.Options) throws -> (AccountRun, RegionSurvey.Look)? {
    do {
      let prepared = try PreparedRegion.open(
        region.study, folder: region.folder, scratch: work, threads: threads, memory: memory,
        parcels: parcels, digests: region.digests,
        sharesDigests: shard != .whole && !mergeOnly)
      let run = AccountRun(prepared, options: options)
      let survey = RegionSurvey(prepared, threads: threads, tileLimit: Self.surveyTiles, beginning: run)
      return (run, try survey.look())
    } catch {
      let faults = RegionInspection(region, scratch: work, threads: threads).findings()
        .filter { $0.severity == .error }
      // What is wrong with the parcels, or with the place for the result, is no fault of the region.
      guard !faults.isEmpty else { throw error }
      for fault in faults { Terminal.complain(fault.lines) }
      return nil
    }
  }

  private func walk<Outcome>(
    _ body: (@escaping AccountRun.Progress) throws -> Outcome
  ) throws -> Outcome {
    let progress = ProgressLine(quiet: quiet)
    defer { progress.end() }
    return try body { progress.show($0, of: $1) }
  }

  private func draw(_ run: DrawRun?) throws -> DrawRun.Outcome? {
    guard let run else { return nil }
    if !quiet {
      let (free, all) = (run.drawing.free.count, run.drawing.following.count)
      Terminal.complain([
        "抽样 \(run.drawing.count) 次，\(run.drawing.figures.count) 个数有区间；\(all) 个量中 \(free) 个逐像元重算 · "
          + "\(run.drawing.count) draws of \(run.drawing.figures.count) figures; "
          + "\(free) of \(all) quantities are reckoned anew on every cell"
      ])
    }
    return try walk { try run.run(progress: $0, stop: { Interrupt.isAsked }) }
  }

  private func done(
    _ cube: Cube, _ prepared: PreparedRegion, _ run: AccountRun, _ look: RegionSurvey.Look,
    _ drawn: (DrawRun, free: [[Int: [Double]]])?
  ) throws -> Ending {
    let finished = try write(cube, prepared, run, look, drawn)
    return .done(finished.account, finished.provenance)
  }

  private func write(
    _ cube: Cube, _ prepared: PreparedRegion, _ run: AccountRun, _ look: RegionSurvey.Look,
    _ drawn: (DrawRun, free: [[Int: [Double]]])?
  ) throws -> FinishedAccount {
    let finished = try FinishedAccount.make(
      cube, of: prepared, opened: region, look: look, folder: path,
      program: "shanshui \(Version.text)", threads: threads, drawn: drawn)
    if !quiet { for finding in finished.walked { Terminal.complain(finding.lines) } }
    let mapFolder = work.appendingPathComponent("maps")
    if maps { try finished.writeMaps(of: run, into: mapFolder) }
    let document = ReportDocument(account: finished.account, provenance: finished.provenance, map: nil)
    let relief = work.appendingPathComponent("relief.tif")
    let hasRelief = maps ? try prepared.writeRelief(to: relief) : false
    let hasMaps = FileManager.default.fileExists(atPath: mapFolder.path)
    try AccountFolder.write(
      document, geometry: prepared.outlines.map { AccountGeometry(system: $0.system, zones: $0.zones) },
      maps: maps && hasMaps ? mapFolder.path : nil, relief: hasRelief ? relief.path : nil, to: out.path,
      threads: threads)
    try? FileManager.default.removeItem(at: work)
    return finished
  }
}
