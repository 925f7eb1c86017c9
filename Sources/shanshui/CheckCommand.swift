import AccountFiles
import Accounts
import Formula
import Foundation
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
    "--letters DIR 按部门各写一份资料清单（xlsx）· writes, for each department, the list of data to ask for", "",
    "Exit code 0 without errors (warnings may stand), 1 with errors.",
  ]

  static func run(_ arguments: Arguments) throws -> ExitCode {
    let path = try arguments.operands("REGION")[0]
    let threads = try Workshop.threads(arguments)
    let workshop = try Workshop(arguments)
    let (region, problems) = try RegionFolder.openForgiving(path, shelf: workshop.shelf)
    let findings = region.map { look($0, arguments, threads: threads) } ?? []
    if let folder = arguments["--letters"], let study = region?.study {
      let title = "\(study.region.name.zh) \(study.region.year) 年"
      let paths = try writeDataRequests(
        study.dataRequests(), title: title, year: study.region.year, into: folder)
      Terminal.complain(paths)
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

  /// A folder of our own for layers that must be resampled to be looked at.
  private static func scratch() -> URL {
    FileManager.default.temporaryDirectory.appendingPathComponent("shanshui-check-\(UUID().uuidString)")
  }
}
