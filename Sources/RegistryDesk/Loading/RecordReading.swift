internal import Journal
internal import Law
internal import Ledger
internal import Quantities

/// All records of a mapping's files, read before anything is made of them.
struct RecordReading {
  let mapping: LoadMapping
  private(set) var issues: [IssueRecord] = []
  private(set) var surrenders: [SurrenderRecord] = []
  /// Figures that are no numbers, and rows that say nothing of units.
  private(set) var unreadable: [NamedRow] = []
  private(set) var withoutUnits: [NamedRow] = []
  /// Rows of totals and remarks between or under the records.
  private(set) var remarks: [NamedRow] = []

  /// Reads all tables.
  ///
  /// - Throws: A file, sheet or column that is not there.
  init(_ mapping: LoadMapping, in folder: String) throws {
    self.mapping = mapping
    for (index, table) in mapping.issues.enumerated() {
      try read(table, index, RecordSheet(table.place, in: folder))
    }
    for (index, table) in mapping.surrenders.enumerated() {
      try read(table, index, RecordSheet(table.place, in: folder))
    }
  }

  private mutating func read(_ table: IssueTable, _ index: Int, _ sheet: RecordSheet) throws {
    let columns = try IssueColumns(table, sheet)
    for row in sheet.rows { read(row, of: table, index, sheet, columns) }
  }

  private mutating func read(
    _ row: Int, of table: IssueTable, _ index: Int, _ sheet: RecordSheet, _ columns: IssueColumns
  ) {
    let code = sheet.text(row, columns.code)
    let kind = "issue " + sheet.text(row, columns.kind)
    let figure = sheet.text(row, columns.quantity)
    let origin = sheet.origin(row)
    func name(_ figure: String, _ zh: String, _ en: String) -> NamedRow {
      NamedRow(origin, kind: kind, lot: code, figure: figure, why: Label(zh: zh, en: en))
    }
    guard !code.isEmpty else { return remarks.append(name(figure, "没有批次代码", "no code of a lot")) }
    if table.nothing.contains(figure) {
      withoutUnits.append(name(figure, "未签发单位", "no units were issued"))
      return
    }
    let others = [columns.buffer].compactMap { $0 } + columns.retired + columns.compared
    let amounts = others.map { parts(sheet.text(row, $0), nothing: table.nothing) }
    guard let quantity = parts(figure, nothing: []), !amounts.contains(nil) else {
      let texts = [figure] + others.map { sheet.text(row, $0) }
      let wrong = texts.first { parts($0, nothing: table.nothing) == nil } ?? figure
      let why = whyNoNumber(wrong)
      unreadable.append(name(wrong, why.zh, why.en))
      return
    }
    let read = amounts.compactMap { $0 }
    let buffer = columns.buffer == nil ? 0 : read[0]
    let rest = read.dropFirst(columns.buffer == nil ? 0 : 1)
    issues.append(
      IssueRecord(
        origin: origin, table: index, terms: columns.terms(of: row, sheet),
        year: sheet.text(row, columns.year),
        kind: kind, quantity: quantity, buffer: buffer, retired: Array(rest.prefix(columns.retired.count)),
        compared: Array(rest.dropFirst(columns.retired.count))))
  }

  private mutating func read(_ table: SurrenderTable, _ index: Int, _ sheet: RecordSheet) throws {
    let columns = try SurrenderColumns(table, sheet)
    for row in sheet.rows { read(row, of: table, index, sheet, columns) }
  }

  private mutating func read(
    _ row: Int, of table: SurrenderTable, _ index: Int, _ sheet: RecordSheet, _ columns: SurrenderColumns
  ) {
    let (written, figure) = (sheet.text(row, columns.lot), sheet.text(row, columns.quantity))
    let holder = sheet.text(row, columns.holder)
    func named(_ zh: String, _ en: String) -> NamedRow {
      NamedRow(
        sheet.origin(row), kind: "retired " + table.kind, lot: written, figure: figure,
        why: Label(zh: zh, en: en))
    }
    if [written, figure, holder].count(where: { !$0.isEmpty }) < 2 {
      remarks.append(named("合计或说明", "a total or a remark"))
    } else if written.isEmpty || holder.isEmpty {
      unreadable.append(named("缺少批次或持有人", "no lot or no holder stands there"))
    } else if let parts = parts(figure, nothing: []) {
      surrenders.append(
        SurrenderRecord(
          origin: sheet.origin(row), table: index,
          lot: table.alsoWritten.first { $0.written == written }?.means ?? written,
          year: sheet.text(row, columns.year), holder: holder, name: sheet.text(row, columns.name),
          quantity: parts))
    } else {
      let why = whyNoNumber(figure)
      unreadable.append(named(why.zh, why.en))
    }
  }

  /// A figure in parts of the unit; `nil` when it is no number.
  private func parts(_ text: String, nothing: Set<String>) -> Int64? {
    if nothing.contains(text) { return 0 }
    return try? Names.parts(text, decimals: mapping.unit.decimals)
  }

  private func whyNoNumber(_ text: String) -> Label {
    do throws(DeskRefusal) {
      _ = try Names.parts(text, decimals: mapping.unit.decimals)
      return Label(zh: "此列须写数", en: "a number belongs here")
    } catch {
      return error.message
    }
  }
}

/// The places of the columns of a table of issues.
private struct IssueColumns {
  let code: Int
  let quantity: Int
  let kind: Int?
  let year: Int?
  let buffer: Int?
  let retired: [Int]
  let compared: [Int]
  private let words: [Int?]
  private let days: [Int?]
  private let attributes: [(key: String, column: Int)]

  init(_ table: IssueTable, _ sheet: RecordSheet) throws {
    code = try sheet.column(table.lot.code)
    quantity = try sheet.column(table.quantity)
    kind = try sheet.column(table.lot.kind)
    year = try sheet.column(table.lot.year)
    buffer = try sheet.column(table.buffer?.column)
    retired = try table.retired.map { try sheet.column($0.column) }
    compared = try table.compared.map { try sheet.column($0.column) }
    words = try [table.lot.assetClass, table.lot.project, table.lot.place].map { try sheet.column($0) }
    days = try [table.lot.from, table.lot.until].map { try sheet.column($0) }
    attributes = try table.lot.attributes.map { ($0.key, try sheet.column($0.value)) }
  }

  /// The terms of the lot of a row; the unit's number is not known yet.
  func terms(of row: Int, _ sheet: RecordSheet) -> LotTerms {
    var vintage: LotTerms.Vintage?
    if let from = sheet.day(row, days[0]), let until = sheet.day(row, days[1]) {
      vintage = LotTerms.Vintage(from: from, to: until)
    }
    return LotTerms(
      code: sheet.text(row, code), unit: 0, assetClass: sheet.text(row, words[0]),
      project: sheet.text(row, words[1]), place: sheet.text(row, words[2]), vintage: vintage,
      attributes: attributes.map { LotTerms.Attribute($0.key, sheet.text(row, $0.column)) })
  }
}

/// The places of the columns of a table of surrenders.
private struct SurrenderColumns {
  let lot: Int
  let quantity: Int
  let holder: Int
  let name: Int
  let year: Int?

  init(_ table: SurrenderTable, _ sheet: RecordSheet) throws {
    (lot, quantity) = (try sheet.column(table.lot), try sheet.column(table.quantity))
    (holder, name) = (try sheet.column(table.holder), try sheet.column(table.name))
    year = try sheet.column(table.year)
  }
}
