import AccountFiles
import Accounts
import Formula
import Foundation
import Law
import Quantities
import RegionFiles
import Reports

/// `shanshui explain ACCOUNT`
enum ExplainCommand: Command {
  static let name = "explain"
  static let summary = "说明一个数从何而来 · say where a figure comes from"
  static let options: [Option] = [
    .value("--zone"), .value("--indicator"), .value("--cell"), .value("--region"), .value("--threads"),
    .flag("--json"),
  ]
  static let help = [
    "shanshui explain ACCOUNT --indicator ID --zone CODE [--json]",
    "shanshui explain ACCOUNT --indicator ID --cell X,Y[;X,Y…] [--region REGION]",
    "      [--threads N] [--json]", "",
    "一个分区的数：由哪些生态系统组成，公式、条款、参数、资料及其摘要。",
    "一个像元的数：从公式到每项输入的全部演算（坐标用网格的坐标系；需要地区文件夹）。",
    "A zone's figure, down to formula, clause, parameters, inputs and "
      + "digests; or a cell's, with the whole working.",
    "",
    "  shanshui explain out/olinda-2000 --indicator water-conservation --zone 2609600",
    "  shanshui explain out/olinda-2000 --indicator water-conservation --cell 291000,9117500",
    "多个像元用分号隔开，--json 则给出一个列表。 Several cells stand apart by semicolons; --json then gives a list.",
  ]

  static func run(_ arguments: Arguments) throws -> ExitCode {
    let path = try arguments.operands("ACCOUNT")[0]
    guard let indicator = arguments["--indicator"] else {
      throw UsageError(message: "要写 --indicator · --indicator is wanted")
    }
    let folder = try AccountFolder.read(path)
    if let place = arguments["--cell"] {
      return try explainCell(place, indicator, folder, arguments)
    }
    guard let zone = arguments["--zone"] else {
      throw UsageError(message: "要写 --zone 或 --cell · --zone or --cell is wanted")
    }
    let explanation = try explainZone(folder.account, folder.provenance, zone: zone, indicator: indicator)
    Terminal.write(arguments.has("--json") ? [explanation.json().canonical()] : explanation.lines())
    return .done
  }

  private static func explainCell(
    _ text: String, _ indicator: String, _ folder: AccountFolder, _ arguments: Arguments
  ) throws -> ExitCode {
    let places = try text.split(separator: ";").map { try place(String($0)) }
    guard !places.isEmpty else { throw UsageError(message: "--cell 写成 X,Y · write --cell as X,Y") }
    let threads = try Workshop.threads(arguments)
    let path = arguments["--region"] ?? folder.provenance.regionFolder
    guard let region = try Workshop(arguments).open(path) else { return .failed }
    let scratch = FileManager.default.temporaryDirectory.appendingPathComponent(
      "shanshui-explain-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let prepared = try PreparedRegion.open(
      region.study, folder: region.folder, scratch: scratch, threads: threads)
    let cells = try places.map { place in
      CellLines(
        explanation: try prepared.explain(indicator, at: place, in: folder.account),
        provenance: folder.provenance,
        changed: region.changes(since: folder.provenance, prepared))
    }
    let json = cells.count == 1 ? cells[0].json() : .array(cells.map { $0.json() })
    Terminal.write(arguments.has("--json") ? [json.canonical()] : cells.flatMap { $0.lines + [""] })
    return .done
  }

  private static func place(_ text: String) throws -> (x: Double, y: Double) {
    let parts = text.split(separator: ",").map { Double($0) }
    guard parts.count == 2, let x = parts[0], let y = parts[1] else {
      throw UsageError(message: "--cell 写成 X,Y · write --cell as X,Y, not ‘\(text)’")
    }
    return (x, y)
  }
}

/// The workings of a cell as lines and as JSON.
struct CellLines {
  let explanation: CellExplanation
  let provenance: Provenance
  /// Files that are no longer those of the account.
  let changed: [String]

  var lines: [String] {
    var lines = [
      "\(explanation.indicator)  列 column \(explanation.column)  "
        + "行 row \(explanation.row)  分区 zone \(explanation.zone ?? "—")",
      "图上 on the map: \(text(explanation.mapped.physical)) /hm²，\(text(explanation.mapped.value)) 元/(hm²·a)",
      "",
    ]
    if !changed.isEmpty {
      let list = changed.joined(separator: " ")
      lines.append("注意：核算之后已改动，这里的数与账上的可能不同：\(list) · note: changed since the account")
    }
    var told: Set<String> = []
    lines += tree(explanation.physical, indent: 0, told: &told)
    lines.append("")
    lines += tree(explanation.value, indent: 0, told: &told)
    return lines
  }

  private func text(_ value: Double) -> String {
    value.isFinite ? reckonedText(value) : "缺 missing"
  }

  /// - Parameter told: Names whose source stands above; it stands there once.
  private func tree(_ working: Working, indent: Int, told: inout Set<String>) -> [String] {
    let space = String(repeating: "  ", count: indent)
    let element = working.element.map { "#\($0)" } ?? ""
    let unit = working.unit.map { unitSuffix($0.text) } ?? ""
    var lines = ["\(space)\(working.name)\(element) = \(working.code ?? text(working.value))\(unit)"]
    if let formula = working.text { lines.append("\(space)    \(formula)") }
    if told.insert(working.name).inserted {
      if let source = source(of: working.name) { lines.append("\(space)    \(sourceText(source))") }
      lines += choices(of: working.name).map { "\(space)    \($0.text)　\($0.zh)" }
    }
    for child in working.children { lines += tree(child, indent: indent + 1, told: &told) }
    return lines
  }

  /// The names by which other formulas read this one, because a variant chose it.
  private func choices(of name: String) -> [Provenance.FormulaNote] {
    provenance.formulas.filter { $0.reads == [name] && $0.text == "\($0.name) [\($0.unit)] = \(name)" }
  }

  private func source(of name: String) -> Provenance.Source? {
    provenance.formulas.first { $0.name == name }?.source
      ?? provenance.parameters.first { $0.name == name }?.source
      ?? provenance.inputs.first { $0.name == name }?.source
  }

  func json() -> JSONValue {
    .object([
      ("indicator", .string(explanation.indicator)), ("column", .number(Double(explanation.column))),
      ("row", .number(Double(explanation.row))), ("zone", explanation.zone.map { .string($0) } ?? .null),
      (
        "map",
        .object([
          ("physical", number(explanation.mapped.physical)), ("value", number(explanation.mapped.value)),
        ])
      ),
      ("physical", json(explanation.physical)), ("value", json(explanation.value)),
    ])
  }

  private func number(_ value: Double) -> JSONValue { value.isFinite ? .number(value) : .null }

  private func json(_ working: Working) -> JSONValue {
    .object([
      ("name", .string(working.name)), ("formula", working.text.map { .string($0) } ?? .null),
      ("unit", working.unit.map { .string($0.text) } ?? .null), ("value", number(working.value)),
      ("code", working.code.map { .string($0) } ?? .null),
      ("source", source(of: working.name).map { .string($0.zh) } ?? .null),
      ("children", .array(working.children.map(json))),
    ])
  }
}
