internal import Quantities

extension Reader {
  /// A row of a table: interval, keys, columns, and perhaps a source.
  ///
  /// - Parameter needsSource: The table has no source, so that the row ends with its own.
  func tableRow(_ shape: TableShape, needsSource: Bool) -> TableRow? {
    guard let items = list() else { return nil }
    let bounds = shape.interval == nil ? 0 : 1
    let width = bounds + shape.keys.count + shape.columns.count
    guard items.count == width + (needsSource ? 1 : 0) || items.count == width + 1 else {
      wrongLength(items.count, width: width, needsSource: needsSource)
      return nil
    }
    let interval = bounds == 1 ? items[0].interval() : nil
    let keys = zip(shape.keys, items.dropFirst(bounds)).map { $1.keyValue($0) }
    let cells = zip(shape.columns, items.dropFirst(bounds + shape.keys.count)).map { $1.cell($0) }
    let source = items.count > width ? items[width].citation() : nil
    guard !keys.contains(where: { $0 == nil }), !cells.contains(where: { $0 == nil }),
      bounds == 0 || interval != nil, items.count == width || source != nil
    else { return nil }
    return TableRow(
      interval: interval, keys: keys.compactMap { $0 }, cells: cells.compactMap { $0 }, source: source,
      place: place)
  }

  private func wrongLength(_ count: Int, width: Int, needsSource: Bool) {
    if needsSource, count == width {
      report(
        .source, Label(zh: "表没有出处，行末也没有", en: "neither the table nor the row has a source"),
        remedy: Label(
          zh: "给表写 source，或在行末加 { title, clause, standing }",
          en: "give the table a source, or end the row with one"))
      return
    }
    report(
      .rows, Label(zh: "该行有 \(count) 项，应有 \(width) 项", en: "the row has \(count) elements, not \(width)"),
      remedy: Label(
        zh: "依次写区间、键、各列；缺测写 null", en: "write interval, keys and columns in this order; null for missing"))
  }

  private func interval() -> ClosedRange<Double>? {
    guard let form = form(required: [], optional: ["from", "to"]) else { return nil }
    let from = form["from"].map { $0.number() } ?? -Double.infinity
    let to = form["to"].map { $0.number() } ?? Double.infinity
    guard let from, let to else { return nil }
    if from < to { return from...to }
    report(
      .rows, Label(zh: "区间的下限不小于上限", en: "the interval does not begin below its end"),
      remedy: Label(
        zh: "写成 { from: 小, to: 大 }；无界的一端不写",
        en: "write { from: low, to: high }; leave out an end without bound"))
    return nil
  }

  private func keyValue(_ key: TableShape.Key) -> TableRow.KeyValue? {
    switch key.kind {
    case .code: identifier().map { .code($0) }
    case .number: number().map { .number($0) }
    case .day: day().map { .number(Double($0.number)) }
    }
  }

  private func cell(_ column: TableShape.Column) -> TableRow.Cell? {
    switch node.value {
    case .null: return .missing
    case .object:
      guard let form = form(required: ["open"]), let why = form["open"]?.text() else { return nil }
      return .open(why: why)
    default: break
    }
    if case .code = column.kind { return identifier().map { .code($0) } }
    return number().map { .number($0) }
  }
}
