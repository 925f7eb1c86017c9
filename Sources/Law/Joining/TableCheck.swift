internal import Formula
internal import Quantities

/// Checks the shape and the rows of tables against the code lists of joined packs.
struct TableCheck {
  let names: Names
  private(set) var problems: [Problem] = []

  init(names: Names, packs: [Pack]) {
    self.names = names
    for pack in packs {
      for table in pack.tables {
        if case .rows(let shape, let rows) = table.body {
          check(shape)
          check(rows, shape: shape)
        }
      }
      for input in pack.inputs {
        switch input.kind {
        case .table(let shape): check(shape)
        case .code(let list): checkList(list)
        case .quantity: continue
        }
      }
    }
  }

  /// Rows of a worked case for a table of a known shape.
  init(names: Names, shape: TableShape, rows: [TableRow]) {
    self.names = names
    check(rows, shape: shape)
  }

  private mutating func checkList(_ list: Reference) {
    if names.codeSets[list.name] == nil {
      problems.append(
        names.unknown(list, what: Label(zh: "代码表", en: "list of codes"), among: names.codeSets.keys))
    }
  }

  private mutating func check(_ shape: TableShape) {
    for key in shape.keys { if case .code(let list) = key.kind { checkList(list) } }
    for column in shape.columns { if case .code(let list) = column.kind { checkList(list) } }
  }

  private mutating func check(_ rows: [TableRow], shape: TableShape) {
    for row in rows { checkCodes(row, shape: shape) }
    // A table without keys is a plain list of rows: nothing can be said twice.
    if shape.interval == nil, !shape.keys.isEmpty { checkDoubles(rows) }
    if shape.interval != nil { checkIntervals(rows) }
  }

  private mutating func checkCodes(_ row: TableRow, shape: TableShape) {
    let first = shape.interval == nil ? 0 : 1
    for (index, (key, value)) in zip(shape.keys, row.keys).enumerated() {
      guard case .code(let list) = key.kind, case .code(let id) = value else { continue }
      checkCode(id, list: list, at: row.place(ofElement: first + index))
    }
    for (index, (column, cell)) in zip(shape.columns, row.cells).enumerated() {
      guard case .code(let list) = column.kind, case .code(let id) = cell else { continue }
      checkCode(id, list: list, at: row.place(ofElement: first + shape.keys.count + index))
    }
  }

  private mutating func checkCode(_ id: String, list: Reference, at place: Place) {
    if let problem = names.unknownCode(id, list: list.name, at: place) { problems.append(problem) }
  }

  private mutating func checkDoubles(_ rows: [TableRow]) {
    var seen: [[TableRow.KeyValue]: Place] = [:]
    for row in rows {
      guard let first = seen.updateValue(row.place, forKey: row.keys) else { continue }
      problems.append(
        row.place.problem(
          .rows,
          Label(zh: "键与 \(first.position) 的行相同", en: "the row has the keys of the row at \(first.position)"),
          remedy: Label(zh: "只留一行", en: "keep one of them")))
    }
  }

  /// Intervals of rows with the same keys may not overlap, and should leave no gap.
  private mutating func checkIntervals(_ rows: [TableRow]) {
    for (_, group) in Dictionary(grouping: rows, by: \.keys) {
      let sorted = group.compactMap { row in row.interval.map { (bounds: $0, row: row) } }
        .sorted {
          ($0.bounds.lowerBound, $0.bounds.upperBound) < ($1.bounds.lowerBound, $1.bounds.upperBound)
        }
      for (before, after) in zip(sorted, sorted.dropFirst()) {
        let (end, start) = (before.bounds.upperBound, after.bounds.lowerBound)
        if start < end { noteOverlap(before.row, after.row) }
        if start > end { noteGap(from: end, to: start, at: after.row) }
      }
    }
  }

  private mutating func noteOverlap(_ before: TableRow, _ after: TableRow) {
    problems.append(
      after.place.problem(
        .rows,
        Label(
          zh: "区间与 \(before.place.position) 的行重叠",
          en: "the interval overlaps the row at \(before.place.position)"),
        remedy: Label(
          zh: "区间含下限、不含上限：使它们首尾相接", en: "an interval holds its lower end, not its upper: make them meet")))
  }

  private mutating func noteGap(from: Double, to: Double, at row: TableRow) {
    let (low, high) = (canonicalNumber(from) ?? "", canonicalNumber(to) ?? "")
    problems.append(
      row.place.problem(
        .rows, severity: .warning,
        Label(zh: "区间之间有空缺：\(low) 至 \(high)", en: "there is a gap between intervals: \(low) to \(high)"),
        remedy: Label(
          zh: "落在其中的得缺测；如文件确有此空缺可不改",
          en: "what falls into it is missing; leave it if the document has the gap")))
  }
}

extension Names {
  /// The problem of a code that its list does not have; nil when it has it, or when there is no such list.
  func unknownCode(_ id: String, list: String, at place: Place) -> Problem? {
    guard let set = codeSets[list], !set.values.contains(where: { $0.id == id }) else { return nil }
    let ids = set.values.map(\.id)
    let near = nearest(id, among: ids)
    let all = ids.joined(separator: " | ")
    return place.problem(
      .unknownName, Label(zh: "代码表 \(list) 中没有“\(id)”", en: "the list \(list) has no code \"\(id)\""),
      remedy: near.map { Label(zh: "是否想写 \($0)？", en: "did you mean \($0)?") }
        ?? Label(zh: "写 \(all) 之一", en: "write one of \(all)"))
  }
}
