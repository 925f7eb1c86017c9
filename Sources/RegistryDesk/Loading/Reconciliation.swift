internal import Law

/// What a registry has beside what its sources say: sums by kind and year, and each row that does not fit.
public struct Reconciliation: Sendable {
  /// Sums of a kind in a year, in parts.
  public struct Sum: Hashable, Sendable {
    public let kind: String
    public let year: String
    /// Rows with a figure above zero.
    public internal(set) var rows = 0
    /// The sum of the source's own figures.
    public internal(set) var source: Int64 = 0
    /// The sum of what the journal says was moved for them.
    public internal(set) var loaded: Int64 = 0
  }

  /// Two tables of the source that do not say the same of a lot.
  public struct Difference: Hashable, Sendable {
    public let column: String
    public let lot: String
    /// What the column says, and the sum of the other tables' rows, in parts.
    public let stated: Int64
    public let summed: Int64
  }

  public let decimals: UInt8
  /// In the order of their kinds and years.
  public internal(set) var sums: [Sum] = []
  /// Rows whose figures are not in the registry, each with the reason.
  public internal(set) var unreconciled: [NamedRow] = []
  /// Rows that issue nothing.
  public internal(set) var withoutUnits: [NamedRow] = []
  /// Totals and remarks of the source; no records.
  public internal(set) var remarks: [NamedRow] = []
  public internal(set) var differences: [Difference] = []
  /// Lots that each comparison found alike in all tables, by its column.
  public internal(set) var agreeing: [(column: String, lots: Int)] = []

  init(decimals: UInt8) { self.decimals = decimals }

  mutating func add(kind: String, year: String, source: Int64, loaded: Int64) {
    guard source != 0 || loaded != 0 else { return }
    let place = sums.firstIndex { $0.kind == kind && $0.year == year }
    if place == nil { sums.append(Sum(kind: kind, year: year)) }
    let index = place ?? sums.count - 1
    sums[index].rows += 1
    sums[index].source &+= source
    sums[index].loaded &+= loaded
  }

  /// The sums of a kind over all years.
  public func total(of kind: String) -> Sum {
    var total = Sum(kind: kind, year: "")
    for sum in sums where sum.kind == kind {
      total.rows += sum.rows
      total.source &+= sum.source
      total.loaded &+= sum.loaded
    }
    return total
  }

  /// The kinds in the order in which they came.
  public var kinds: [String] {
    sums.reduce(into: []) { kinds, sum in if !kinds.contains(sum.kind) { kinds.append(sum.kind) } }
  }

  /// A table of sums by kind and year, each kind with its total.
  public var table: Listing {
    var rows: [[String]] = []
    for kind in kinds {
      let years = sums.filter { $0.kind == kind }.sorted { $0.year < $1.year }
      rows += years.map { line($0, year: $0.year) }
      if years.count > 1 { rows.append(line(total(of: kind), year: "合计 total")) }
    }
    return Listing(
      head: ["种类 kind", "年份 year", "行数 rows", "来源 source", "已装入 loaded", "差额 difference"], rows: rows)
  }

  private func line(_ sum: Sum, year: String) -> [String] {
    [sum.kind, year, "\(sum.rows)"] + [sum.source, sum.loaded, sum.source &- sum.loaded].map(text)
  }

  func text(_ parts: Int64) -> String { Names.text(parts, decimals: decimals) }

  /// All rows that are named, the unreconciled first, then differences between tables, then the rest.
  public var named: Listing {
    var rows = unreconciled.map { Self.line("未能核对 unreconciled", $0) }
    rows += differences.map {
      [
        "来源不一 tables differ", "", "", "", $0.column, $0.lot, text($0.stated),
        "逐行合计 rows sum to \(text($0.summed))",
      ]
    }
    rows += withoutUnits.map { Self.line("无单位 no units", $0) }
    rows += remarks.map { Self.line("非记录 no record", $0) }
    return Listing(
      head: [
        "状况 status", "文件 file", "工作表 sheet", "行 row", "种类 kind", "批次 lot", "数值 figure", "原因 reason",
      ], rows: rows)
  }

  private static func line(_ status: String, _ row: NamedRow) -> [String] {
    [
      status, row.file, row.sheet, "\(row.row)", row.kind, row.lot, row.figure,
      "\(row.why.zh) · \(row.why.en)",
    ]
  }
}
