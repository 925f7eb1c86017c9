import Law

/// A table of the pack by which the codes of another classification become codes of an input's own list:
/// `classes: "clcdCrosswalk"` in the place of a list written out.
struct ClassTable {
  /// The other classification's code, what it is called, and what it becomes.
  private let rows: [(code: CodeSet.Code, meaning: String)]

  /// - Returns: nil when the pack has no such table with one code as its key and a column of `list`.
  init?(_ name: String, list: String, in method: MethodPack) {
    guard let (codes, written, column) = Self.shape(name, list, method) else { return nil }
    rows = written.compactMap { row in
      guard case .code(let id) = row.keys[0], case .code(let meaning) = row.cells[column] else { return nil }
      let code = codes.values.first { $0.id == id }
      return code.map { ($0, meaning) }
    }
  }

  private static func shape(
    _ name: String, _ list: String, _ method: MethodPack
  ) -> (codes: CodeSet, rows: [TableRow], column: Int)? {
    guard case .table(let table)? = method.names[name], case .rows(let shape, let rows) = table.body,
      shape.interval == nil, shape.keys.count == 1, case .code(let other) = shape.keys[0].kind,
      let codes = method.names.codeSets[other.name]
    else { return nil }
    let column = shape.columns.firstIndex {
      if case .code(let found) = $0.kind { found.name == list } else { false }
    }
    return column.map { (codes, rows, $0) }
  }

  /// Names of the pack's tables that could stand for the classes of a list, in their order.
  static func names(for list: String, in method: MethodPack) -> [String] {
    method.packs.flatMap(\.tables).map(\.name).filter { shape($0, list, method) != nil }
  }

  /// Values of a raster: the codes that are whole numbers, without zeros before them (0101 is 101).
  var numbers: [(value: Int, code: String)] {
    rows.compactMap { row in Int(row.code.id).map { ($0, row.meaning) } }
  }

  /// Words of a table: each code, its number as a worksheet shows it (101), and its names where only one
  /// code has them.
  var words: [String: String] {
    var words: [String: String] = [:]
    for row in rows { words[row.code.id] = row.meaning }
    for row in rows {
      if let number = Int(row.code.id), words[String(number)] == nil { words[String(number)] = row.meaning }
    }
    for name in [\Label.zh, \Label.en] {
      for (word, same) in Dictionary(grouping: rows, by: { $0.code.label[keyPath: name] })
      where same.count == 1 && words[word] == nil {
        words[word] = same[0].meaning
      }
    }
    return words
  }
}

extension RegionDescription {
  /// The tables by which classes are read, and the code list that each must lead to.
  private func classTables(of method: MethodPack) -> [(table: Reference, list: String)] {
    var found: [(table: Reference, list: String)] = []
    if case .table(let land, _) = land, let table = land.classTable { found.append((table, Study.ecosystem)) }
    for input in inputs {
      guard case .layer(let layer) = input.binding, let table = layer.classTable else { continue }
      found.append((table, list(of: input.name, method)?.name ?? ""))
    }
    return found
  }

  /// Names of the tables by which classes are read.
  func classTableNames(_ method: MethodPack) -> [String] { classTables(of: method).map(\.table.name) }

  /// Tables that are not there, or do not lead to the list that is wanted.
  func classTableProblems(_ method: MethodPack) -> [Problem] {
    classTables(of: method).filter { ClassTable($0.table.name, list: $0.list, in: method) == nil }.map {
      use in
      let fit = ClassTable.names(for: use.list, in: method).joined(separator: " | ")
      return use.table.place.problem(
        .unknownName,
        Label(
          zh: "方法包没有把别的分类对到“\(use.list)”的表“\(use.table.name)”",
          en: "the pack has no table \"\(use.table.name)\" from another classification to \"\(use.list)\""),
        remedy: fit.isEmpty
          ? Label(zh: "写成 { \"值\": \"代码\" }", en: "write { \"value\": \"code\" }")
          : Label(zh: "可用的表有 \(fit)", en: "there are \(fit)"))
    }
  }
}
