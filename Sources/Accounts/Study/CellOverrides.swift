import Formula
import Law
import Quantities

/// Cells of the pack's tables that the region fills or replaces: which row and column each means.
struct CellOverrides {
  let region: RegionDescription
  let method: MethodPack
  let units: UnitSystem

  /// A cell with the table in which it stands.
  struct Found {
    var cell: RegionCell
    var column: String
    /// Place of the row in the table.
    var row: Int
    /// In the unit of the column.
    var value: Double
  }

  /// Tables of the pack with rows of their own.
  private func shape(of name: String) -> (TableShape, [TableRow])? {
    guard case .table(let table)? = method.names[name], case .rows(let shape, let rows) = table.body else {
      return nil
    }
    return (shape, rows)
  }

  /// The cells that are there.
  var found: [Found] {
    region.cells.compactMap { cell in
      guard let (shape, rows) = shape(of: cell.table), let row = row(of: cell, shape, rows),
        let unit = unit(of: cell.column, shape),
        let value = units.convert(cell.value.value, from: cell.value.unit, to: unit)
      else { return nil }
      return Found(cell: cell, column: cell.column, row: row, value: value)
    }
  }

  /// The tables with the region's cells in their places.
  func applied(to tables: [String: TableData]) -> [String: TableData] {
    var tables = tables
    for cell in found { tables[cell.cell.table]?.columns[cell.column]?[cell.row] = cell.value }
    return tables
  }

  private func unit(of column: String, _ shape: TableShape) -> MeasureUnit? {
    guard case .quantity(let unit, _)? = shape.columns.first(where: { $0.name == column })?.kind else {
      return nil
    }
    return unit
  }

  /// The row that all keys name; a row of an interval is named by its lower bound.
  private func row(of cell: RegionCell, _ shape: TableShape, _ rows: [TableRow]) -> Int? {
    let wanted = Dictionary(cell.row.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    let names = Self.keys(of: shape)
    guard cell.row.count == names.count, names.allSatisfy({ wanted[$0] != nil }) else { return nil }
    return rows.firstIndex { zip(names, Self.words(of: $0)).allSatisfy { wanted[$0] == $1 } }
  }

  private static func keys(of shape: TableShape) -> [String] {
    (shape.interval.map { [$0.name] } ?? []) + shape.keys.map(\.name)
  }

  private static func words(of row: TableRow) -> [String] {
    let bound = row.interval.map { [canonicalNumber($0.lowerBound) ?? "-Infinity"] } ?? []
    return bound
      + row.keys.map { key in
        switch key {
        case .code(let code): code
        case .number(let number): canonicalNumber(number) ?? ""
        }
      }
  }
}

extension CellOverrides {
  /// Cells that are not there, do not fit, or are given twice.
  var problems: [Problem] {
    region.cells.enumerated().compactMap { index, cell in
      if region.cells[..<index].contains(where: { $0.name == cell.name }) { return twice(cell) }
      guard let (shape, rows) = shape(of: cell.table) else { return noTable(cell) }
      guard let unit = unit(of: cell.column, shape) else { return noColumn(cell, shape) }
      guard row(of: cell, shape, rows) != nil else { return noRow(cell, shape, rows) }
      return units.factor(from: cell.value.unit, to: unit) == nil ? otherUnit(cell, unit) : nil
    }
  }

  private func twice(_ cell: RegionCell) -> Problem {
    cell.place.problem(
      .duplicateName, Label(zh: "\(cell.name) 写了两次", en: "\(cell.name) stands twice"),
      remedy: Label(zh: "只留一个", en: "keep one of them"))
  }

  private func noTable(_ cell: RegionCell) -> Problem {
    let tables = method.packs.flatMap(\.tables).map(\.name).sorted()
    let near = nearest(cell.table, among: tables)
    return cell.place.problem(
      .unknownName, Label(zh: "方法包没有表“\(cell.table)”", en: "the pack has no table \"\(cell.table)\""),
      remedy: near.map { Label(zh: "是否想写 \($0)？", en: "did you mean \($0)?") }
        ?? Label(
          zh: "用 shanshui packs show \(method.pack.id) 查看表", en: "see shanshui packs show \(method.pack.id)"))
  }

  private func noColumn(_ cell: RegionCell, _ shape: TableShape) -> Problem {
    let columns = shape.columns.map(\.name).joined(separator: " | ")
    return cell.place.problem(
      .unknownName,
      Label(
        zh: "表“\(cell.table)”没有数值列“\(cell.column)”",
        en: "the table \"\(cell.table)\" has no column of numbers \"\(cell.column)\""),
      remedy: Label(zh: "写 \(columns) 之一", en: "write one of \(columns)"))
  }

  private func noRow(_ cell: RegionCell, _ shape: TableShape, _ rows: [TableRow]) -> Problem {
    let keys = Self.keys(of: shape).joined(separator: ", ")
    let some = rows.prefix(5).map { Self.words(of: $0).joined(separator: ", ") }.joined(separator: " | ")
    return cell.place.problem(
      .rows, Label(zh: "表“\(cell.table)”没有这一行", en: "the table \"\(cell.table)\" has no such row"),
      remedy: Label(
        zh: "row 要写出每个键 \(keys)，取值如 \(some)", en: "row names each key \(keys), as in \(some)"))
  }

  private func otherUnit(_ cell: RegionCell, _ unit: MeasureUnit) -> Problem {
    cell.place.problem(
      .unit,
      Label(
        zh: "\(cell.name) 的单位 \(cell.value.unit.text) 不能换算成 \(unit.text)",
        en: "\(cell.value.unit.text) of \(cell.name) cannot be converted to \(unit.text)"),
      remedy: Label(zh: "改用 \(unit.text)", en: "use \(unit.text)"))
  }
}
