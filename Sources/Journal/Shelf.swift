/// The records of one kind, in memory: with a way back for a command that is refused half-way, and the keys
/// whose rows a batch must write.
///
/// A shelf is never walked through by anything that decides: the order of a dictionary differs from process
/// to process. Only ``rows`` walks it, and sorts.
public struct Shelf<Record: Recorded>: Sendable {
  @usableFromInline var records: [Record.Key: Record] = [:]
  /// What stood there before each change of the running command.
  @usableFromInline var former: [(key: Record.Key, record: Record?)] = []
  /// Keys changed by commands that were kept since the last batch; a key may stand here several times.
  @usableFromInline var touched: [Record.Key] = []

  /// An empty shelf.
  public init() {}

  /// The record of a key.
  @inlinable
  public subscript(key: Record.Key) -> Record? { records[key] }

  /// How many records there are.
  public var count: Int { records.count }

  /// Puts a record in the place of its key.
  @inlinable
  public mutating func put(_ record: Record) {
    let key = record.key
    former.append((key, records.updateValue(record, forKey: key)))
  }

  /// Changes the record of a key where it lies, looking for it once; `nil` is no record, before and after.
  ///
  /// When the change throws, the record is as it was.
  @inlinable
  public mutating func change<Value, Failure: Error>(
    _ key: Record.Key, _ body: (inout Record?) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let (value, before) = try Self.change(&records[key], body)
    former.append((key, before))
    return value
  }

  @inlinable
  static func change<Value, Failure: Error>(
    _ record: inout Record?, _ body: (inout Record?) throws(Failure) -> Value
  ) throws(Failure) -> (Value, before: Record?) {
    let before = record
    do throws(Failure) { return (try body(&record), before) } catch {
      record = before
      throw error
    }
  }

  /// Takes a record away.
  @inlinable
  public mutating func remove(_ key: Record.Key) {
    guard let record = records.removeValue(forKey: key) else { return }
    former.append((key, record))
  }

  /// Ends a command that happened: its changes stay.
  @inlinable
  public mutating func keep() {
    if former.isEmpty { return }
    for change in former { touched.append(change.key) }
    former.removeAll(keepingCapacity: true)
  }

  /// Ends a command that was refused: every change of it is taken back.
  @inlinable
  public mutating func rollBack() {
    if former.isEmpty { return }
    for change in former.reversed() { records[change.key] = change.record }
    former.removeAll(keepingCapacity: true)
  }

  /// Ends a command that was refused, and tells an index of the room each change as it is taken back: what
  /// stands there, and what stood there before; the latest change first.
  @inlinable
  public mutating func rollBack(_ undo: (_ now: Record?, _ before: Record?) -> Void) {
    for change in former.reversed() {
      undo(records[change.key], change.record)
      records[change.key] = change.record
    }
    former.removeAll(keepingCapacity: true)
  }

  /// The rows that the commands kept since the last call wrote or took away, each once, in the order in
  /// which they were first touched.
  @inlinable
  public mutating func takeChanges() -> [RowChange] {
    var seen: Set<Record.Key> = []
    seen.reserveCapacity(touched.count)
    var changes: [RowChange] = []
    for key in touched where seen.insert(key).inserted {
      let row = records[key]?.row
      changes.append(RowChange(table: Record.shape.name, key: Record.cells(of: key), row: row))
    }
    touched.removeAll(keepingCapacity: true)
    return changes
  }

  /// Takes in a record that was read from its table; not a change.
  public mutating func load(_ record: Record) { records[record.key] = record }

  /// All records, in no order; for sums and checks that no outcome depends on.
  public var unordered: Dictionary<Record.Key, Record>.Values { records.values }

  /// All rows in the order of their keys, as a store reads them.
  public var rows: [[Cell]] {
    let count = Record.shape.keyCount
    return records.values.map(\.row).sorted { $0.prefix(count).lexicographicallyPrecedes($1.prefix(count)) }
  }
}

extension Cell: Comparable {
  /// The order of keys in every store: numbers by value, texts and bytes by their bytes.
  public static func < (left: Cell, right: Cell) -> Bool {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): left < right
    case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
    case (.bytes(let left), .bytes(let right)): left.lexicographicallyPrecedes(right)
    default: left.rank < right.rank
    }
  }

  private var rank: Int {
    switch self {
    case .null: 0
    case .integer: 1
    case .text: 2
    case .bytes: 3
    }
  }
}
