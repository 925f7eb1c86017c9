package import Journal

/// The tables that every store has beside those of the rooms.
package enum OwnTables {
  /// The version of these tables.
  package static let format = 1
  /// What SQLite's header names as the application: `SHAN`.
  package static let applicationID: Int32 = 0x5348_414e

  /// What the registry is: format, version of the rooms' tables, their text, hash function.
  package static let registry = TableShape(
    "registry", [.init("name", .text), .init("value", .text)], keyCount: 1)

  /// Who may write: one row, whose epoch grows with each opening.
  package static let writer = TableShape(
    "writer", [.init("one", .integer), .init("epoch", .integer)], keyCount: 1, checks: ["one = 1"])

  /// The journal.
  package static let blocks = TableShape(
    "blocks",
    [
      .init("number", .integer), .init("first_sequence", .integer), .init("count", .integer),
      .init("moment", .integer), .init("header", .bytes), .init("entries", .bytes), .init("digest", .bytes),
    ], keyCount: 1,
    checks: ["number > 0", "first_sequence > 0", "count > 0", "length(digest) = 32"], isAppendOnly: true)

  /// The fates of keys.
  package static let commands = TableShape(
    "commands",
    [
      .init("key", .bytes), .init("body", .bytes), .init("sequence", .integer), .init("block", .integer),
      .init("place", .integer),
    ], keyCount: 1,
    checks: ["length(key) = 16", "length(body) = 32", "sequence > 0", "place >= 0"], isAppendOnly: true)

  /// The row of a block.
  ///
  /// - Parameter digest: That of its header.
  package static func row(of block: Block, digest: Digest) -> [Cell] {
    let header = block.header
    var entries = ByteWriter(capacity: block.entries.reduce(4) { $0 + $1.count + 4 })
    entries.list(block.entries) { $0.counted($1) }
    return [
      .integer(Int64(clamping: header.number)), .integer(Int64(clamping: header.firstSequence)),
      .integer(Int64(header.count)), .integer(header.moment.milliseconds), .bytes(header.bytes),
      .bytes(entries.bytes), .bytes(digest.bytes),
    ]
  }

  /// The columns that ``block(of:)`` reads.
  package static let blockColumns = "\"number\", \"header\", \"entries\""

  /// The header in the first columns of a block's row: number, header.
  package static func header(of row: [Cell]) throws(StoreFault) -> BlockHeader {
    guard row.count >= 2, case .integer(let number) = row[0], case .bytes(let bytes) = row[1],
      let header = try? BlockHeader(bytes[...]), header.number == UInt64(clamping: number)
    else { throw StoreFault(.damaged, "blocks: \(row.first.map { "\($0)" } ?? "")") }
    return header
  }

  /// The block of a row: number, header, entries.
  package static func block(of row: [Cell]) throws(StoreFault) -> Block {
    let header = try header(of: row)
    guard row.count == 3, case .bytes(let bytes) = row[2] else {
      throw StoreFault(.damaged, "blocks: \(header.number)")
    }
    do {
      var reader = ByteReader(bytes)
      let entries = try reader.list { (reader: inout ByteReader) throws(MalformedBytes) in
        try reader.counted()
      }
      try reader.finish()
      return Block(header: header, entries: entries)
    } catch { throw StoreFault(.damaged, "blocks: \(header.number), entries at byte \(error.offset)") }
  }

  /// The row of a fate.
  package static func row(of fate: CommandFate) -> [Cell] {
    [
      .bytes(fate.key.bytes), .bytes(fate.body.bytes), .integer(Int64(clamping: fate.sequence)),
      .integer(Int64(clamping: fate.block)), .integer(Int64(fate.place)),
    ]
  }

  /// The key in the first column of a row.
  package static func key(of row: [Cell]) throws(StoreFault) -> CommandKey {
    guard case .bytes(let bytes)? = row.first, bytes.count == 16 else {
      throw StoreFault(.damaged, "commands: \(row)")
    }
    func half(_ start: Int) -> UInt64 { bytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) } }
    return CommandKey(high: half(0), low: half(8))
  }

  /// The fate of a row that was found under a key.
  package static func fate(of row: [Cell], key: CommandKey) throws(StoreFault) -> CommandFate {
    guard row.count == commands.columns.count, case .bytes(let body) = row[1], body.count == 32,
      case .integer(let sequence) = row[2], case .integer(let block) = row[3],
      case .integer(let place) = row[4], let place = UInt32(exactly: place)
    else { throw StoreFault(.damaged, "commands: \(key)") }
    return CommandFate(
      key: key, body: Digest(bytes: body[...]), sequence: UInt64(clamping: sequence),
      block: UInt64(clamping: block), place: place)
  }
}
