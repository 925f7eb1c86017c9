import AccountFiles
import Accounts
import Formula
import Foundation
import Land
import Law
import RegionFiles

/// `shanshui check REGION`
enum CheckCommand: Command {
  static let name = "check"
  static let summary = "检查地区文件和资料，说明能算什么 · look through a region and say what can be computed"
  static let options: [Option] = [
    .flag("--json"), .value("--threads"), .value("--work"), .value("--letters"),
  ]
  static let help = [
    "shanshui check REGION [--json] [--threads N] [--work DIR] [--letters DIR]", "",
    "一次说出全部问题：公式、单位、坐标系、类别、缺测、量级（×10 ×100 ×1000）、年份、错位。",
    "Tells everything at once: formulas, units, reference systems, classes, "
      + "missing cells, slips of magnitude, years,",
    "shifted grids; and which indicators can be computed, which not and why. Writes nothing into the region.",
    "",
    "  shanshui check Samples/olinda", "  shanshui check Samples/liyang-tables --json", "",
    "--letters DIR 按部门各写一份资料清单（xlsx），带分区表；填好后按 inputs.json5 的写法读入",
    "--letters DIR writes, for each department, the list of data to ask for, with tables by zone to fill in,",
    "and inputs.json5, which says how the region file reads them back", "",
    "Exit code 0 without errors (warnings may stand), 1 with errors.",
  ]

  static func run(_ arguments: Arguments) throws -> ExitCode {
    let path = try arguments.operands("REGION")[0]
    let threads = try Workshop.threads(arguments)
    let workshop = try Workshop(arguments)
    let (region, problems) = try RegionFolder.openForgiving(path, shelf: workshop.shelf)
    let findings = region.map { look($0, arguments, threads: threads) } ?? []
    if let folder = arguments["--letters"], let region {
      Terminal.complain(try letters(region, into: folder, threads: threads))
    }
    let report = CheckReport(region: region, problems: problems, findings: findings)
    Terminal.write(arguments.has("--json") ? [report.json().canonical()] : report.lines)
    return report.hasErrors ? .failed : .done
  }

  private static func look(_ region: RegionFolder, _ arguments: Arguments, threads: Int) -> [Finding] {
    let work = arguments["--work"].map { URL(fileURLWithPath: $0) } ?? scratch()
    defer { if arguments["--work"] == nil { try? FileManager.default.removeItem(at: work) } }
    return RegionInspection(region, scratch: work, threads: threads).findings()
  }

  /// Zones that are more than this have no table to fill in: nobody fills so many rows by hand.
  private static let mostRows = 10_000

  private static func letters(_ region: RegionFolder, into folder: String, threads: Int) throws -> [String] {
    let study = region.study
    let tree = RegionInspection(region, scratch: scratch(), threads: threads).zones()
    let members = tree?.members ?? []
    let levels = (tree?.levels ?? []).map { level in
      ZoneTableLevel(
        level: level,
        zones: members.filter { $0.level == level }.map { zone in
          (code: zone.code, name: zone.name, above: zone.parent.map { members[$0].name } ?? "")
        })
    }
    return try writeDataRequests(
      study.dataRequests(), title: "\(study.region.name.zh) \(study.region.year) 年", year: study.region.year,
      levels: levels.filter { $0.zones.count <= mostRows }, into: folder)
  }

  /// A folder of our own for layers that must be resampled to be looked at.
  private static func scratch() -> URL {
    FileManager.default.temporaryDirectory.appendingPathComponent("shanshui-check-\(UUID().uuidString)")
  }
}
