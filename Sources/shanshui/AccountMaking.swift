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

  /// Tiles that are looked at before an account: enough to see a slip, few beside the account itself.
  private static let surveyTiles = 16

  /// Everything that is not yet an account lies here.
  private var work: URL { out.appendingPathComponent(".work") }

  func run() throws -> Ending {
    let prepared = try PreparedRegion.open(
      region.study, folder: region.folder, scratch: work, threads: threads)
    let findings = try RegionSurvey(prepared, threads: threads, tileLimit: Self.surveyTiles).findings()
    if !quiet || findings.contains(where: { $0.severity == .error }) {
      for finding in findings where finding.severity != .note { Terminal.complain(finding.lines) }
    }
    guard !findings.contains(where: { $0.severity == .error }) else { return .refused }
    guard !region.study.indicators.isEmpty else {
      Terminal.complain(["没有一个指标可以核算；shanshui check 说明缺什么 · no indicator can be computed; see shanshui check"]
      )
      return .refused
    }
    let options = AccountRun.Options(
      work: work, threads: threads, shard: shard, maps: maps, mergeOnly: mergeOnly)
    let run = AccountRun(prepared, options: options)
    let progress = ProgressLine(quiet: quiet)
    Interrupt.listen()
    let outcome = try run.run(progress: { progress.show($0, of: $1) }, stop: { Interrupt.isAsked })
    progress.end()
    switch outcome {
    case .partial(let finished, let all):
      return Interrupt.isAsked ? .stopped(finished: finished, of: all) : .partial(finished: finished, of: all)
    case .complete(let cube):
      let finished = try write(cube, prepared, run, findings)
      return .done(finished.account, finished.provenance)
    }
  }

  private func write(
    _ cube: Cube, _ prepared: PreparedRegion, _ run: AccountRun, _ findings: [Finding]
  ) throws -> FinishedAccount {
    let finished = try FinishedAccount.make(
      cube, of: prepared, opened: region, findings: findings, folder: path,
      program: "shanshui \(Version.text)", threads: threads)
    if !quiet { for finding in finished.walked { Terminal.complain(finding.lines) } }
    let mapFolder = work.appendingPathComponent("maps")
    if maps { try finished.writeMaps(of: run, into: mapFolder) }
    let document = ReportDocument(account: finished.account, provenance: finished.provenance, map: nil)
    let hasMaps = FileManager.default.fileExists(atPath: mapFolder.path)
    try AccountFolder.write(
      document, geometry: prepared.outlines.map { AccountGeometry(system: $0.system, zones: $0.zones) },
      maps: maps && hasMaps ? mapFolder.path : nil, to: out.path)
    try? FileManager.default.removeItem(at: work)
    return finished
  }
}
