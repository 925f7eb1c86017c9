import Foundation
import Journal
import Law
import RegistryDesk

extension RegistrySession {
  /// Makes a new registry out of records of the past, and says how it agrees with them.
  func load() throws -> ExitCode {
    try words.end(after: 1)
    let path = try words.operand(0, "MAPPING")
    let folder = words["--data"] ?? URL(filePath: path).deletingLastPathComponent().path
    var chance = chance
    let found = try Desk.load(
      mapping: path, data: folder, founding: { try plan(title: $0.title.zh) }, at: place, chance: &chance,
      clock: clock)
    var lines = found.table.lines + [""]
    lines += found.agreeing.map { "“\($0.column)”：\($0.lots) 个批次与逐行合计相同 · lots agree with their rows" }
    lines += [
      "未能核对 unreconciled: \(found.unreconciled.count)；来源不一 tables differ: \(found.differences.count)；"
        + "无单位 without units: \(found.withoutUnits.count)；非记录 no records: \(found.remarks.count)"
    ]
    Terminal.write(lines)
    let named = found.named
    guard words["--out"] == nil else { return try show(named, "逐行说明 named rows") }
    Terminal.write(named.rows.isEmpty ? [] : [""] + named.lines)
    return .done
  }
}
