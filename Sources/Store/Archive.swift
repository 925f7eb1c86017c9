import Foundation
public import Journal

/// A whole registry as one file that any store can be restored from: the blocks and the rows of all tables.
///
/// The file is a row of frames behind their lengths. Its blocks must form their chain and its rows must give
/// the digest of the state that stands at the end; so nothing damaged is ever restored.
public enum Archive {
  private enum Kind: UInt8 {
    case opening = 1
    case block = 2
    case rows = 3
    case closing = 4
  }

  private static let title = "shanshui archive 1"
  private static let rowsInFrame = 1000

  /// Writes what a view sees.
  public static func write(_ view: some RegistryView, to path: String, hash: HashFunction) throws {
    let file = try DurableFile(path)
    try write(.opening, to: file) { writer in
      writer.text(title)
      writer.text(hash.name)
      writer.integer(UInt32(view.shape.version))
      writer.text(view.shape.text)
    }
    try view.eachBlock(from: 1) { block in
      try write(.block, to: file) { writer in
        writer.counted(block.header.bytes)
        writer.list(block.entries) { $0.counted($1) }
      }
      return true
    }
    var digest = StateDigest(hash: hash)
    for table in view.shape.sorted {
      digest.table(table)
      try write(table, of: view, to: file, &digest)
    }
    try write(.closing, to: file) { $0.digest(digest.finished()) }
    try file.finish()
  }

  private static func write(
    _ table: TableShape, of view: some RegistryView, to file: DurableFile, _ digest: inout StateDigest
  ) throws {
    var rows: [[Cell]] = []
    func flush() throws {
      if rows.isEmpty { return }
      try write(.rows, to: file) { writer in
        writer.text(table.name)
        writer.list(rows) { writer, row in writer.list(row) { $1.write(to: &$0) } }
      }
      rows = []
    }
    try view.eachRow(of: table.name) { row in
      digest.row(row)
      rows.append(row)
      if rows.count == rowsInFrame { try flush() }
    }
    try flush()
  }

  private static func write(
    _ kind: Kind, to file: DurableFile, _ content: (inout ByteWriter) -> Void
  ) throws {
    var writer = ByteWriter(capacity: 1 << 16)
    writer.framed { writer in
      writer.integer(kind.rawValue)
      content(&writer)
    }
    try file.write(writer.bytes)
  }

  /// Fills a store that was made for it and has no blocks yet.
  package static func read(_ path: String, into store: some RestorableStore, hash: HashFunction) throws {
    guard try store.head() == nil else { throw StoreFault(.present, "blocks") }
    let last = try check(path, shape: store.shape, hash: hash)
    var content = Content(shape: store.shape, hash: hash)
    try eachFrame(of: path) { kind, reader in
      if kind == .block {
        let batch = try content.batch(of: &reader)
        if batch.block.header.number < last { try store.commit(batch) } else { content.lastBatch = batch }
      } else if kind == .rows {
        try content.takeRows(&reader)
      }
      return true
    }
    if let batch = content.completed() { try store.commit(batch) }
    try store.declareComplete()
  }

  /// Looks through the whole file: its chain, its rows and their digest.
  ///
  /// - Returns: The number of its blocks.
  @discardableResult
  public static func check(_ path: String, shape: StoreShape, hash: HashFunction) throws -> UInt64 {
    var chain = Chain(hash: hash)
    var digest = RowsDigest(shape: shape, hash: hash)
    var isClosed = false
    var isOpen = false
    try eachFrame(of: path) { kind, reader in
      guard !isClosed, isOpen != (kind == .opening) else { throw damaged(path, "frames in another order") }
      switch kind {
      case .opening:
        try checkOpening(&reader, shape: shape, hash: hash)
        isOpen = true
      case .block: _ = try chain.follow(try block(of: &reader))
      case .rows: try digest.take(&reader)
      case .closing:
        guard try reader.digest() == digest.finished() else { throw damaged(path, "the digest of the rows") }
        isClosed = true
      }
      try reader.finish()
      return true
    }
    guard isClosed else { throw damaged(path, "the end is missing") }
    return chain.number
  }

  /// The version of the tables in an archive.
  public static func version(of path: String) throws -> Int {
    var version: Int?
    try eachFrame(of: path) { kind, reader in
      if version == nil, kind == .opening, try reader.text() == title {
        _ = try reader.text()
        version = Int(try reader.integer(UInt32.self))
      }
      return false
    }
    guard let version else { throw StoreFault(.foreign, path) }
    return version
  }

  private static func checkOpening(
    _ reader: inout ByteReader, shape: StoreShape, hash: HashFunction
  ) throws {
    guard try reader.text() == title else { throw StoreFault(.foreign, "no archive") }
    let name = try reader.text()
    guard name == hash.name else { throw StoreFault(.hash, "\(name), \(hash.name)") }
    let version = try reader.integer(UInt32.self)
    guard version == shape.version, try reader.text() == shape.text else {
      throw StoreFault(.version, "archive \(version), program \(shape.version)")
    }
  }

  static func block(of reader: inout ByteReader) throws -> Block {
    let header = try BlockHeader(try reader.countedBytes())
    let entries = try reader.list { (reader: inout ByteReader) throws(MalformedBytes) in
      try reader.counted()
    }
    return Block(header: header, entries: entries)
  }

  private static func damaged(_ path: String, _ what: String) -> StoreFault {
    StoreFault(.damaged, "\(path): \(what)")
  }

  /// Reads frames in their order, until there are no more or `body` answers no.
  private static func eachFrame(
    of path: String, _ body: (Kind, inout ByteReader) throws -> Bool
  ) throws {
    guard let file = FileHandle(forReadingAtPath: path) else { throw StoreFault(.absent, path) }
    defer { try? file.close() }
    var place = 0
    func take(_ count: Int) throws -> [UInt8] {
      let piece = try file.read(upToCount: count).map(Array.init) ?? []
      guard piece.count == count else { throw damaged(path, "cut at byte \(place)") }
      place += count
      return piece
    }
    let size = try file.seekToEnd()
    try file.seek(toOffset: 0)
    while place < size {
      var lengths = ByteReader(try take(4))
      let length = Int(try lengths.integer(UInt32.self))
      guard length > 0, length <= Int(size) - place else { throw damaged(path, "cut at byte \(place)") }
      let start = place
      var reader = ByteReader(try take(length))
      guard let kind = Kind(rawValue: try reader.integer()) else { throw damaged(path, "byte \(start)") }
      do {
        guard try body(kind, &reader) else { return }
      } catch let fault as StoreFault { throw fault } catch {
        throw damaged(path, "frame at byte \(start): \(error)")
      }
    }
  }
}

/// A store that is being filled from an archive, and says when it is whole.
package protocol RestorableStore: RegistryStore {
  /// Ends the restore: from now on the store may be opened.
  func declareComplete() throws
}
