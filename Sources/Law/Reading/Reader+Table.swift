extension Reader {
  /// An entry of `tables`: with rows, or grouped from another table.
  func packTable() -> PackTable? {
    let keys = ["by", "keys", "interval", "rows", "source"]
    guard let form = form(required: ["name", "label", "columns"], optional: keys) else { return nil }
    let name = form["name"]?.name()
    let label = form["label"]?.label()
    let source = form["source"]?.citation()
    let body: PackTable.Body?
    switch form.oneOf(["by", "rows"]) {
    case "by": body = form.grouped(tableName: name)
    case "rows": body = form.rows(needsSource: !form.has("source"))
    default: body = nil
    }
    guard let name, let label, let body else { return nil }
    return PackTable(name: name, label: label, body: body, source: source, place: place)
  }

  /// A key column of a table.
  fileprivate func tableKey() -> TableShape.Key? {
    guard let form = form(required: ["name"], optional: ["code", "number"]), let name = form["name"]?.name()
    else {
      return nil
    }
    if name == "day" && !form.has("code") && !form.has("number") {
      return TableShape.Key(name: name, kind: .day, place: place)
    }
    switch form.oneOf(["code", "number"]) {
    case "code":
      return form["code"]?.reference().map { TableShape.Key(name: name, kind: .code($0), place: place) }
    case "number":
      guard let isNumber = form["number"]?.flag() else { return nil }
      if isNumber { return TableShape.Key(name: name, kind: .number, place: place) }
      form["number"]?.report(
        .wrongValue, Label(zh: "number 只能写 true", en: "number can only be true"),
        remedy: Label(zh: "写 true，或写 code: \"代码表\"", en: "write true, or code: \"list\""))
      return nil
    default: return nil
    }
  }

  fileprivate func tableInterval() -> TableShape.Interval? {
    guard let form = form(required: ["name", "unit"]), let name = form["name"]?.name(),
      let unit = form["unit"]?.unit()
    else { return nil }
    return TableShape.Interval(name: name, unit: unit)
  }

  fileprivate func tableColumn(needsPriceYear: Bool) -> TableShape.Column? {
    guard let form = form(required: ["name"], optional: ["unit", "code", "priceYear", "range"]) else {
      return nil
    }
    let name = form["name"]?.name()
    let spread = form.has("code") ? nil : form["range"].map { $0.factorSpread(rows: true) }
    if form.has("code"), let range = form["range"] {
      range.report(
        .unknownKey, Label(zh: "类别没有 range", en: "classes have no range"),
        remedy: Label(zh: "删去 range", en: "remove range"))
    }
    let kind: TableShape.Column.Kind?
    switch form.oneOf(["unit", "code"]) {
    case "unit":
      let unit = form["unit"]?.unit()
      let year = form.priceYear(unit: unit, isNeeded: needsPriceYear)
      kind = unit.map { .quantity($0, priceYear: year) }
    case "code": kind = form["code"]?.reference().map { .code($0) }
    default: kind = nil
    }
    guard let name, let kind else { return nil }
    return TableShape.Column(name: name, kind: kind, spread: spread ?? nil, place: place)
  }
}

extension Form {
  /// The keys, interval and columns of a table; nil when any of them is wrong.
  func tableShape(needsPriceYear: Bool) -> TableShape? {
    let keys = items("keys").map { $0.tableKey() }
    let interval = self["interval"]?.tableInterval()
    let columns = items("columns").map { $0.tableColumn(needsPriceYear: needsPriceYear) }
    let names = (items("keys") + items("columns")).map { $0.node["name"]?.plainText }
    reader.noteDoubles(items("keys") + items("columns"), ids: names)
    guard !keys.contains(where: { $0 == nil }), !columns.contains(where: { $0 == nil }),
      interval != nil || !has("interval")
    else { return nil }
    if columns.isEmpty { noColumns() }
    return TableShape(interval: interval, keys: keys.compactMap { $0 }, columns: columns.compactMap { $0 })
  }

  private func noColumns() {
    (self["columns"] ?? reader).report(
      .rows, Label(zh: "表没有数值列", en: "the table has no value column"),
      remedy: Label(zh: "在 columns 中写上列名和单位", en: "give columns with names and units"))
  }

  fileprivate func rows(needsSource: Bool) -> PackTable.Body? {
    let shape = tableShape(needsPriceYear: true)
    guard let shape else { return nil }
    let rows = items("rows").map { $0.tableRow(shape, needsSource: needsSource) }
    guard !rows.contains(where: { $0 == nil }) else { return nil }
    if shape.keys.isEmpty, shape.interval == nil {
      reader.report(
        .rows, Label(zh: "表既没有键也没有区间", en: "the table has neither keys nor an interval"),
        remedy: Label(
          zh: "写上 keys 或 interval；单个数用 parameters",
          en: "add keys or an interval; a single figure is a parameter"))
    }
    return .rows(shape, rows.compactMap { $0 })
  }

  fileprivate func grouped(tableName: String?) -> PackTable.Body? {
    for key in ["keys", "interval"] where has(key) {
      self[key]?.report(
        .wrongValue, Label(zh: "分组表的 \(key) 写在 by 里", en: "a grouped table has its \(key) inside of by"),
        remedy: Label(zh: "移到 by 中", en: "move it into by"))
    }
    if !has("source") {
      reader.report(
        .source, Label(zh: "分组表缺少“source”", en: "the grouped table lacks \"source\""),
        remedy: Label(zh: "写明出处 source: { … }", en: "say where it comes from, source: { … }"))
    }
    guard let by = self["by"]?.form(required: ["table", "keys"], optional: ["where"]) else { return nil }
    let table = by["table"]?.reference()
    let keys = by.items("keys").compactMap { $0.reference() }
    let condition = by["where"].map { $0.formulaSource() }
    let columns = items("columns").map { $0.groupedColumn() }
    guard let table, !columns.contains(where: { $0 == nil }) else { return nil }
    return .grouped(
      PackTable.Grouping(
        table: table, keys: keys, condition: condition ?? nil, columns: columns.compactMap { $0 }))
  }
}

extension Reader {
  /// A text that is a formula or an expression.
  func formulaSource() -> FormulaSource? {
    text().map { FormulaSource(text: $0, place: place) }
  }

  fileprivate func groupedColumn() -> PackTable.GroupedColumn? {
    guard let form = form(required: ["name", "formula"]), let name = form["name"]?.name(),
      let formula = form["formula"]?.formulaSource()
    else { return nil }
    return PackTable.GroupedColumn(name: name, formula: formula)
  }
}
