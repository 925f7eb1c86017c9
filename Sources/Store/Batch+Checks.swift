package import Journal

extension Batch {
  /// Checks, before anything is written, what every store demands of a batch.
  ///
  /// - Parameter expected: The chain up to the last block.
  package func check(behind expected: Chain, in shape: StoreShape) throws(StoreFault) {
    let header = block.header
    guard header.number == expected.number + 1, header.previous == expected.head,
      header.firstSequence == expected.nextSequence, header.moment >= expected.moment,
      Int(header.count) == block.entries.count, header.count > 0
    else { throw StoreFault(.notNext, "block \(header.number) behind block \(expected.number)") }
    for list in changed { try Self.check(list, in: shape, isHistory: false) }
    for list in added { try Self.check(list, in: shape, isHistory: true) }
  }

  private static func check(
    _ list: any TableChanges, in shape: StoreShape, isHistory: Bool
  ) throws(StoreFault) {
    guard let rules = shape.rules[list.table], rules.table.isAppendOnly == isHistory else {
      throw StoreFault(.unstorable, "\(list.table): no such table of \(isHistory ? "history" : "rows")")
    }
    var seen: Set<[Cell]> = []
    try list.each { (key: ArraySlice<Cell>, row: [Cell]?) throws(StoreFault) in
      guard rules.key.accept(key) else {
        throw StoreFault(.unstorable, "\(list.table): key \(Array(key))")
      }
      if !list.isDistinct, !seen.insert(Array(key)).inserted {
        throw StoreFault(.unstorable, "\(list.table): key \(Array(key)) stands twice in the batch")
      }
      guard let row else {
        if isHistory { throw StoreFault(.unstorable, "\(list.table): history stays") }
        return
      }
      guard rules.row.accept(row[...]), row.starts(with: key) else {
        throw StoreFault(.unstorable, "\(list.table): row \(row)")
      }
    }
  }
}

/// What a table takes, made once for all batches.
struct TableRules: Sendable {
  let table: TableShape
  let row: ArraySlice<ColumnRule>
  let key: ArraySlice<ColumnRule>

  init(_ table: TableShape) {
    self.table = table
    row = table.columns.map { ColumnRule(kind: $0.kind, mayBeNull: $0.mayBeNull) }[...]
    key = row.prefix(table.keyCount)
  }
}

/// What may stand in a column, without its name: asked for each value of a batch.
struct ColumnRule: Sendable {
  let kind: TableShape.Column.Kind
  let mayBeNull: Bool

  /// PostgreSQL keeps no text with a zero in it, so none does.
  func accepts(_ cell: Cell) -> Bool {
    switch (cell, kind) {
    case (.integer, .integer), (.bytes, .bytes): true
    case (.text(let text), .text): !text.utf8.contains(0)
    case (.null, _): mayBeNull
    default: false
    }
  }
}

extension ArraySlice<ColumnRule> {
  func accept(_ cells: ArraySlice<Cell>) -> Bool {
    guard cells.count == count else { return false }
    var place = startIndex
    for cell in cells {
      guard self[place].accepts(cell) else { return false }
      place += 1
    }
    return true
  }
}

extension Chain {
  /// The chain behind a header, or from the start.
  package init(hash: HashFunction, behind head: BlockHeader?) {
    if let head { self.init(hash: hash, behind: head) } else { self.init(hash: hash) }
  }
}
