package import Journal

extension Batch {
  /// Checks, before anything is written, what every store demands of a batch.
  ///
  /// - Parameter head: The header of the last block.
  package func check(
    behind head: BlockHeader?, in shape: StoreShape, hash: HashFunction
  ) throws(StoreFault) {
    let header = block.header
    let expected = Chain(hash: hash, behind: head)
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
    guard let table = shape.table(list.table), table.isAppendOnly == isHistory else {
      throw StoreFault(.unstorable, "\(list.table): no such table of \(isHistory ? "history" : "rows")")
    }
    let rules = table.columns.map { ColumnRule(kind: $0.kind, mayBeNull: $0.mayBeNull) }
    var seen: Set<[Cell]> = []
    try list.each { (key: ArraySlice<Cell>, row: [Cell]?) throws(StoreFault) in
      guard rules.prefix(table.keyCount).accept(key) else {
        throw StoreFault(.unstorable, "\(table.name): key \(Array(key))")
      }
      if !list.isDistinct, !seen.insert(Array(key)).inserted {
        throw StoreFault(.unstorable, "\(table.name): key \(Array(key)) stands twice in the batch")
      }
      guard let row else {
        if isHistory { throw StoreFault(.unstorable, "\(table.name): history stays") }
        return
      }
      guard rules[...].accept(row[...]), row.starts(with: key) else {
        throw StoreFault(.unstorable, "\(table.name): row \(row)")
      }
    }
  }
}

/// What may stand in a column, without its name: asked for each value of a batch.
struct ColumnRule {
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
