import Accounts
import Law

/// What does not meet between the rows of a table and the zones of a region.
struct ZoneRowFindings {
  /// The input that the table brings.
  let name: String
  let file: String
  /// Codes of rows that are no zone of the region.
  let unknown: [String]
  /// Zones of the table's level without a row, or with an empty cell.
  let blank: [String]

  var findings: [Finding] { strangers + gaps }

  private var strangers: [Finding] {
    guard !unknown.isEmpty else { return [] }
    let codes = Self.list(unknown)
    return [
      Finding(
        .warning, code: "table.unknown-zone", subject: name,
        message: Label(
          zh: "\(file) 有 \(unknown.count) 行的分区代码不在本区：\(codes)",
          en: "\(unknown.count) rows of \(file) name no zone of the region: \(codes)"),
        remedy: Label(
          zh: "改正代码；合计行等请从表中去掉", en: "correct the codes; take totals and the like out of the table"))
    ]
  }

  private var gaps: [Finding] {
    guard !blank.isEmpty else { return [] }
    let codes = Self.list(blank)
    return [
      Finding(
        .warning, code: "table.zone-without-value", subject: name,
        message: Label(
          zh: "\(file) 没有 \(blank.count) 个分区的数：\(codes)",
          en: "\(file) has no value for \(blank.count) zones: \(codes)"),
        remedy: Label(
          zh: "补上这些行；没有的数按缺计，不按零计", en: "add the rows; what lacks counts as missing, not as nought"))
    ]
  }

  private static func list(_ codes: [String]) -> String {
    codes.prefix(8).joined(separator: " ") + (codes.count > 8 ? " …" : "")
  }
}
