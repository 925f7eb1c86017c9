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
    for change in changes { try Self.check(change, in: shape, isHistory: false) }
    for row in history { try Self.check(row, in: shape, isHistory: true) }
    var seen: [String: Set<[Cell]>] = [:]
    for change in changes where !seen[change.table, default: []].insert(change.key).inserted {
      throw StoreFault(.unstorable, "\(change.table): key \(change.key) stands twice in the batch")
    }
  }

  private static func check(
    _ change: RowChange, in shape: StoreShape, isHistory: Bool
  ) throws(StoreFault) {
    guard let table = shape.table(change.table), table.isAppendOnly == isHistory else {
      throw StoreFault(.unstorable, "\(change.table): no such table of \(isHistory ? "history" : "rows")")
    }
    let count = table.keyCount
    guard table.accepts(change.key, in: 0..<count) else {
      throw StoreFault(.unstorable, "\(change.table): key \(change.key)")
    }
    guard let row = change.row else {
      if isHistory { throw StoreFault(.unstorable, "\(change.table): history stays") }
      return
    }
    guard table.accepts(row, in: 0..<table.columns.count), Array(row.prefix(count)) == change.key else {
      throw StoreFault(.unstorable, "\(change.table): row \(row)")
    }
  }
}

extension Chain {
  /// The chain behind a header, or from the start.
  package init(hash: HashFunction, behind head: BlockHeader?) {
    if let head { self.init(hash: hash, behind: head) } else { self.init(hash: hash) }
  }
}
