internal import Accounts
internal import Law
internal import Sheets

/// The zones of one level, as rows of a table that a department fills in.
public struct ZoneTableLevel: Sendable {
  public var level: String
  /// Code, name and the name of the zone above, empty for none: by it one finds a row among hundreds.
  public var zones: [(code: String, name: String, above: String)]

  public init(level: String, zones: [(code: String, name: String, above: String)]) {
    self.level = level
    self.zones = zones
  }
}

/// The figures by zone that one department is asked for: a sheet with the zones as rows and a column for each
/// figure, which a region reads as it comes back (`table`, `sheet`, `zone`, `column`).
struct ZoneTable {
  /// What is asked for, by the head of its column.
  let columns: [(head: String, item: DataRequest.Item)]

  private static let (code, name, above) = ("代码", "单元", "所属")

  init(_ request: DataRequest) {
    let items = request.items.filter { $0.isByZone && $0.state != .there }
    var heads: [String: Int] = [:]
    for item in items { heads[Self.head(item), default: 0] += 1 }
    columns = items.map { item in
      let head = Self.head(item)
      return (heads[head] == 1 ? head : "\(head) \(item.name)", item)
    }
  }

  private static func head(_ item: DataRequest.Item) -> String {
    item.unit == "1" ? item.label.zh : "\(item.label.zh) (\(item.unit))"
  }

  private static func sheetName(_ level: String) -> String { "分区表-\(level)" }

  /// Title and hint fill one cell each, so that the heads are the first row that a reader takes for a table.
  func sheet(of level: ZoneTableLevel, title: String) -> FormSheet {
    typealias Cell = FormSheet.Cell
    func cell(_ row: Int, _ column: Int, _ content: SheetCell, _ look: FormSheet.Look) -> Cell {
      Cell(row: row, columns: column...column, content: content, look: look)
    }
    let heads = [Self.code, Self.name] + (level.zones.contains { !$0.above.isEmpty } ? [Self.above] : [])
    let last = heads.count + columns.count - 1
    let hint = "浅色格填数，单位见列名；没有的留空，不要填 0。只填资料所在的一级。 Fill in the pale cells; leave blank what is not known."
    var cells = [
      Cell(row: 0, columns: 0...last, content: .text("\(title)分区表（\(level.level)）"), look: .title),
      Cell(row: 1, columns: 0...last, content: .text(hint), look: .plain),
    ]
    cells += (heads + columns.map(\.head)).enumerated().map { cell(2, $0, .text($1), .head) }
    for (index, zone) in level.zones.enumerated() {
      for (column, text) in [zone.code, zone.name, zone.above].prefix(heads.count).enumerated() {
        cells.append(cell(index + 3, column, .text(text), .text(isTotal: false)))
      }
      cells += columns.indices.map { cell(index + 3, $0 + heads.count, .empty, .open) }
    }
    return FormSheet(
      name: Self.sheetName(level.level),
      widths: [20] + heads.dropFirst().map { _ in 24 } + columns.map { _ in 20 },
      cells: cells,
      heads: 2...2)
  }

  static let preface = [
    "// 各部门填好分区表以后，把工作簿放进地区文件夹，把下面各行抄进 region.json5 的 inputs：资料在哪一级就用哪一级的 sheet，",
    "// 出处（source）照清单的“出处”一栏写，没有出处的不能读入；没有人填的行不要抄。",
    "// Copy these lines into inputs of region.json5 when the workbooks have come back: sheet is that of the",
    "// level at which the figures are known; source is what the list says, else nothing is read.",
  ]

  /// How the region file reads the columns.
  func entries(file: String, _ level: ZoneTableLevel) -> [String] {
    columns.map { column in
      let tail = "unit: \(quoted(column.item.unit)), source: { ref: \"\" } },"
      return "\(column.item.name): { table: \(quoted(file)), sheet: \(quoted(Self.sheetName(level.level))), "
        + "zone: \(quoted(Self.code)), column: \(quoted(column.head)), \(tail)"
    }
  }

  private func quoted(_ text: String) -> String { JSONValue.string(text).canonical() }
}
