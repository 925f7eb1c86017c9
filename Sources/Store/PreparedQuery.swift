package import Journal

/// A question that was checked against its table, in terms of the places of columns.
package struct PreparedQuery {
  package let shape: TableShape
  /// The columns by which rows are ordered; no two rows are equal in all of them.
  package let order: [Int]
  package let query: TableQuery
  /// Columns of the index that may be empty: rows without a value there are not asked for.
  package let filled: [Int]

  /// A checked question.
  package init(_ query: TableQuery, in shape: StoreShape) throws(StoreFault) {
    guard let table = shape.table(query.table) else {
      throw StoreFault(.unstorable, "\(query.table): no such table")
    }
    if let index = query.index, !(table.indexes + table.unique).contains(index) {
      throw StoreFault(.unstorable, "\(query.table): no index \(index.joined(separator: ", "))")
    }
    self.shape = table
    self.query = query
    order = table.order(by: query.index)
    filled = order.filter { table.columns[$0].mayBeNull }
    try checkValues()
  }

  /// The columns behind those that are given as equal.
  package var open: ArraySlice<Int> { order.dropFirst(query.equal.count) }

  /// The values of the cursor that stand for ``open``.
  package var cursor: ArraySlice<Cell>? { query.after?.dropFirst(query.equal.count) }

  /// The page of rows of which one more than the limit was read.
  package func page(_ rows: [[Cell]]) -> TablePage {
    guard rows.count > query.limit, query.limit > 0 else { return TablePage(rows: rows, next: nil) }
    let kept = Array(rows.prefix(query.limit))
    return TablePage(rows: kept, next: order.map { kept[kept.count - 1][$0] })
  }

  private func checkValues() throws(StoreFault) {
    let bounds = [query.from, query.through].compactMap(\.self)
    let isSound =
      query.limit > 0 && query.equal.count <= order.count
      && shape.accepts(query.equal, in: order.prefix(query.equal.count)) && !query.equal.contains(.null)
      && !bounds.contains(.null)
      && bounds.allSatisfy { bound in open.first.map { shape.accepts([bound], in: [$0]) } ?? false }
      && query.after.map { shape.accepts($0, in: order) && !$0.contains(.null) } ?? true
    guard isSound else { throw StoreFault(.unstorable, "\(query.table): values of a question or its cursor") }
  }
}
