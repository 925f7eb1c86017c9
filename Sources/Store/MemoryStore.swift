public import Journal
import Synchronization

/// A registry that lives as long as the process: for tests, trials and rehearsals. It is no second lock:
/// the CHECKs of the tables are not asked.
public final class MemoryStore: RegistryStore {
  private struct Contents {
    var view: MemoryView
    var isClosed = false
  }

  private let hash: HashFunction
  private let contents: Mutex<Contents>

  /// The tables of the rooms.
  public var shape: StoreShape { contents.withLock { $0.view.shape } }

  /// An empty registry.
  public init(_ shape: StoreShape, hash: HashFunction) {
    self.hash = hash
    contents = Mutex(Contents(view: MemoryView(shape)))
  }

  /// Makes a batch durable, or throws why not.
  public func commit(_ batch: Batch) throws(StoreFault) {
    let result = contents.withLock { (contents: inout Contents) -> Result<Void, StoreFault> in
      if contents.isClosed { return .failure(StoreFault(.closed, "memory")) }
      return Result { () throws(StoreFault) in
        try batch.check(behind: Chain(hash: hash, behind: contents.view.header), in: contents.view.shape)
        try contents.view.take(batch)
      }
    }
    try result.get()
  }

  /// A store with the same contents, after this one was closed.
  public func reopen() throws -> any RegistryStore {
    let view = contents.withLock { contents in
      contents.isClosed = true
      return contents.view
    }
    return MemoryStore(view, hash: hash)
  }

  private init(_ view: MemoryView, hash: HashFunction) {
    self.hash = hash
    contents = Mutex(Contents(view: view))
  }

  /// A way to read beside the writer.
  public func reader() -> any RegistryReader { MemoryReader(store: self) }
  /// What the database's own examination finds.
  public func examine() -> [String] { [] }
  /// Writes the whole registry into a new file, with the digests of its pages beside it.
  public func backUp(to path: String, hash: HashFunction) throws {
    try Archive.write(view(), to: path, hash: hash)
  }
  /// Ends the use.
  public func close() { contents.withLock { $0.isClosed = true } }

  /// The header of the last block.
  public func head() throws -> BlockHeader? { try view().header }
  /// The header of a block by its number.
  public func header(of number: UInt64) throws -> BlockHeader? { try view().header(of: number) }
  /// A block by its number.
  public func block(_ number: UInt64) throws -> Block? { try view().block(number) }
  /// Reads blocks in their order, until `body` answers no.
  public func eachBlock(from number: UInt64, _ body: (Block) throws -> Bool) throws {
    try view().eachBlock(from: number, body)
  }
  /// What is known of keys.
  public func fates(of keys: [CommandKey]) throws -> [CommandKey: CommandFate] { try view().fates(of: keys) }
  /// The greatest key of a command below one.
  public func greatestKey(below limit: CommandKey) throws -> CommandKey? {
    try view().greatestKey(below: limit)
  }
  /// The row of a key.
  public func row(of table: String, key: [Cell]) throws -> [Cell]? { try view().row(of: table, key: key) }
  /// Rows in order, as many as a page holds.
  public func page(_ query: TableQuery) throws -> TablePage { try view().page(query) }
  /// Reads all rows of a table in the order of their keys.
  public func eachRow(of table: String, _ body: ([Cell]) throws -> Void) throws {
    try view().eachRow(of: table, body)
  }

  func view() throws(StoreFault) -> MemoryView {
    guard let view = contents.withLock({ $0.isClosed ? nil : $0.view }) else {
      throw StoreFault(.closed, "memory")
    }
    return view
  }
}

/// Reads what the store had when the snapshot began: values are copied, not shared.
private final class MemoryReader: RegistryReader {
  private let store: MemoryStore

  init(store: MemoryStore) { self.store = store }

  func snapshot<Value>(_ body: (any RegistryView) throws -> Value) throws -> Value { try body(store.view()) }
  func close() {}
}
