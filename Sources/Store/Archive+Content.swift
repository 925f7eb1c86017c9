import Journal

extension Archive {
  /// Rows as an archive has them: a table's name, then rows.
  static func rows(of reader: inout ByteReader) throws -> (table: String, rows: [[Cell]]) {
    let table = try reader.text()
    let rows = try reader.list { (reader: inout ByteReader) throws(MalformedBytes) in
      try reader.list { (reader: inout ByteReader) throws(MalformedBytes) in try Cell(from: &reader) }
    }
    return (table, rows)
  }

  /// The digest of the state, made from the rows as they come: tables in the order of their names.
  struct RowsDigest {
    private var digest: StateDigest
    private var expected: ArraySlice<TableShape>
    private var current = ""

    init(shape: StoreShape, hash: HashFunction) {
      digest = StateDigest(hash: hash)
      expected = shape.sorted[...]
    }

    mutating func take(_ reader: inout ByteReader) throws {
      let (table, rows) = try Archive.rows(of: &reader)
      while current != table {
        guard let next = expected.popFirst() else { throw StoreFault(.damaged, "archive: table \(table)") }
        digest.table(next)
        current = next.name
      }
      for row in rows { digest.row(row) }
    }

    func finished() -> Digest {
      var copy = digest
      for table in expected { copy.table(table) }
      return copy.finished()
    }
  }

  /// What is put together for the last commit of a restore: its block and all rows.
  struct Content {
    private let shape: StoreShape
    private var chain: Chain
    private var changes: [RowChange] = []
    private var history: [RowChange] = []
    var lastBatch: Batch?

    init(shape: StoreShape, hash: HashFunction) {
      self.shape = shape
      chain = Chain(hash: hash)
    }

    mutating func batch(of reader: inout ByteReader) throws -> Batch {
      let block = try Archive.block(of: &reader)
      return Batch(block: block, entries: try chain.follow(block), changes: [], history: [])
    }

    mutating func takeRows(_ reader: inout ByteReader) throws {
      let (name, rows) = try Archive.rows(of: &reader)
      guard let table = shape.table(name) else { return }
      let more = rows.map { RowChange(table: name, key: Array($0.prefix(table.keyCount)), row: $0) }
      if table.isAppendOnly { history += more } else { changes += more }
    }

    func completed() -> Batch? {
      lastBatch.map { Batch(block: $0.block, fates: $0.fates, changes: changes, history: history) }
    }
  }
}

extension Cell {
  /// Reads what ``write(to:)`` wrote.
  init(from reader: inout ByteReader) throws(MalformedBytes) {
    let start = reader.offset
    switch try reader.integer(UInt8.self) {
    case 0: self = .null
    case 1: self = .integer(try reader.integer())
    case 2: self = .text(try reader.text())
    case 3: self = .bytes(try reader.counted())
    case let other: throw MalformedBytes(offset: start, fault: .unknown(Int(other)))
    }
  }
}
