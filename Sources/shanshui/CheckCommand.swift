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
    let (region, problems) = try RegionFolder.open(path, shelf: workshop.shelf)
    var findings: [Finding] = []
    if let region {
      findings = try survey(region, arguments, threads: threads)
    }
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

  private static func survey(
    _ region: RegionFolder, _ arguments: Arguments, threads: Int
  ) throws -> [Finding] {
    let work = arguments["--work"].map { URL(fileURLWithPath: $0) } ?? scratch()
    defer { if arguments["--work"] == nil { try? FileManager.default.removeItem(at: work) } }
    do {
      let prepared = try PreparedRegion.open(
        region.study, folder: region.folder, scratch: work, threads: threads)
      return try RegionSurvey(prepared, threads: threads, tileLimit: .max).findings()
    } catch {
      // A file that cannot be read is one more finding, beside everything that could be told before.
      return [
        Finding(
          .error, code: "data.unreadable", subject: region.study.region.id, message: Label(same: "\(error)"),
          remedy: Label(zh: "改正后再检查", en: "mend it and check again"))
      ]
    }
  }

  /// A folder of our own for layers that must be resampled to be looked at.
  private static func scratch() -> URL {
    FileManager.default.temporaryDirectory.appendingPathComponent("shanshui-check-\(UUID().uuidString)")
  }
}

/// What `check` prints.
struct CheckReport {
  let region: RegionFolder?
  let problems: [Problem]
  let findings: [Finding]

  var hasErrors: Bool {
    problems.contains { $0.severity == .error } || findings.contains { $0.severity == .error }
  }

  var lines: [String] {
    var lines = problems.flatMap { $0.lines(in: nil) } + findings.flatMap(\.lines)
    if let study = region?.study {
      lines += ["", "能核算 can be computed (\(study.indicators.count)):"]
      lines += study.indicators.map { "  ✓ \($0.label.zh) \($0.id) [\($0.unit.text)]" }
      if !study.gaps.isEmpty { lines += ["不能核算 cannot be computed (\(study.gaps.count)):"] }
      for gap in study.gaps {
        lines.append("  ✗ \(gap.indicator.label.zh) \(gap.indicator.id)")
        lines += gap.reasons.map { "      \($0.zh) · \($0.en)" }
      }
    }
    let errors =
      problems.filter { $0.severity == .error }.count + findings.filter { $0.severity == .error }.count
    let warnings = problems.count + findings.filter { $0.severity != .note }.count - errors
    return lines + ["", "错误 errors: \(errors)，提醒 warnings: \(warnings)"]
  }

  func json() -> JSONValue {
    let problems = problems.map { problem in
      JSONValue.object([
        ("severity", .string(problem.severity.rawValue)), ("code", .string(problem.code.rawValue)),
        ("subject", .string("\(problem.file):\(problem.line):\(problem.column)")),
        ("zh", .string(problem.message.zh)), ("en", .string(problem.message.en)),
        ("remedy", .string(problem.remedy.zh)),
      ])
    }
    let findings = findings.map { finding in
      JSONValue.object([
        ("severity", .string(finding.severity.rawValue)), ("code", .string(finding.code)),
        ("subject", .string(finding.subject)), ("zh", .string(finding.message.zh)),
        ("en", .string(finding.message.en)), ("remedy", .string(finding.remedy.zh)),
      ])
    }
    let computable = region?.study.indicators.map { JSONValue.string($0.id) } ?? []
    let gaps = region?.study.gaps.map { gap in
      JSONValue.object([
        ("indicator", .string(gap.indicator.id)), ("why", .array(gap.reasons.map { .string($0.zh) })),
      ])
    }
    return .object([
      ("findings", .array(problems + findings)), ("computable", .array(computable)),
      ("notComputable", .array(gaps ?? [])), ("errors", .bool(hasErrors)),
    ])
  }
}
