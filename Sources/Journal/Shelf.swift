/// The records of one kind, in memory: with a way back for a command that is refused half-way, and the
/// places whose rows a batch must write.
///
/// Records lie one behind the other; a dictionary only finds their places, so that a change looks a key up
/// once, and a batch takes what was touched without looking anything up. A shelf is never walked through by
/// anything that decides: the order of places depends on what went away before. Only ``rows`` sorts.
public struct Shelf<Record: Recorded>: Sendable {
  /// What stood at a place before a change of the running command.
  @usableFromInline
  struct Former: Sendable {
    @usableFromInline let place: Int
    @usableFromInline let key: Record.Key
    @usableFromInline let record: Record?

    @usableFromInline
    init(_ place: Int, _ key: Record.Key, _ record: Record?) {
      (self.place, self.key, self.record) = (place, key, record)
    }
  }

  /// Where the record of a key lies. A key whose record went away keeps its place until a batch has taken
  /// the change.
  @usableFromInline var places: [Record.Key: UInt32] = [:]
  @usableFromInline var records: [Record?] = []
  /// Places that no key has.
  @usableFromInline var vacant: [UInt32] = []
  @usableFromInline var former: [Former] = []
  /// Places changed by commands that were kept since the last batch, each once, in the order of touching.
  @usableFromInline var touched: [(place: UInt32, key: Record.Key)] = []
  @usableFromInline var isTouched: [Bool] = []
  /// Places with a record.
  @usableFromInline var filled = 0

  /// An empty shelf.
  public init() {}

  /// How many records there are.
  public var count: Int { filled }

  /// The record of a key.
  @inlinable
  public subscript(key: Record.Key) -> Record? { places[key].flatMap { records[Int($0)] } }

  /// Puts a record in the place of its key.
  @inlinable
  public mutating func put(_ record: Record) {
    let key = record.key
    let place = self.place(of: key)
    former.append(Former(place, key, records[place]))
    set(place, record)
  }

  /// Changes the record of a key where it lies, looking for it once; `nil` is no record, before and after.
  ///
  /// When the change throws, the record is as it was.
  @inlinable
  public mutating func change<Value, Failure: Error>(
    _ key: Record.Key, _ body: (inout Record?) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    guard let place = places[key].map({ Int($0) }) else {
      var record: Record?
      let value = try body(&record)
      if let record { put(record) }
      return value
    }
    let (value, before) = try Self.change(&records[place], body)
    if (before == nil) != (records[place] == nil) { filled += before == nil ? 1 : -1 }
    former.append(Former(place, key, before))
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
    guard let place = places[key].map({ Int($0) }), let record = records[place] else { return }
    former.append(Former(place, key, record))
    set(place, nil)
  }

  /// The place of a key, made if it has none.
  @inlinable
  mutating func place(of key: Record.Key) -> Int {
    if let place = places[key] { return Int(place) }
    if let place = vacant.popLast() {
      places[key] = place
      return Int(place)
    }
    places[key] = UInt32(records.count)
    records.append(nil)
    isTouched.append(false)
    return records.count - 1
  }

  @inlinable
  mutating func set(_ place: Int, _ record: Record?) {
    if (records[place] == nil) != (record == nil) { filled += record == nil ? -1 : 1 }
    records[place] = record
  }
}

extension Shelf {
  /// Ends a command that happened: its changes stay.
  @inlinable
  public mutating func keep() {
    if former.isEmpty { return }
    for change in former where !isTouched[change.place] {
      isTouched[change.place] = true
      touched.append((UInt32(change.place), change.key))
    }
    former.removeAll(keepingCapacity: true)
  }

  /// Ends a command that was refused: every change of it is taken back.
  @inlinable
  public mutating func rollBack() {
    if former.isEmpty { return }
    rollBack { _, _ in }
  }

  /// Ends a command that was refused, and tells an index of the room each change as it is taken back: what
  /// stands there, and what stood there before; the latest change first.
  @inlinable
  public mutating func rollBack(_ undo: (_ now: Record?, _ before: Record?) -> Void) {
    for change in former.reversed() {
      undo(records[change.place], change.record)
      set(change.place, change.record)
    }
    for change in former where records[change.place] == nil && !isTouched[change.place] {
      vacate(UInt32(change.place), change.key)
    }
    former.removeAll(keepingCapacity: true)
  }

  /// Gives a place up that no record has and no batch must write.
  @inlinable
  mutating func vacate(_ place: UInt32, _ key: Record.Key) {
    guard places[key] == place else { return }
    places[key] = nil
    vacant.append(place)
  }

  /// The records that the commands kept since the last call wrote or took away, each once, in the order in
  /// which they were first touched. Their rows are laid out by whoever writes them.
  @inlinable
  public mutating func takeTouched() -> TouchedRecords<Record> {
    if touched.isEmpty { return TouchedRecords(capacity: 0) }
    var taken = TouchedRecords<Record>(capacity: touched.count)
    for (place, key) in touched {
      isTouched[Int(place)] = false
      taken.append(records[Int(place)], key)
      if records[Int(place)] == nil { vacate(place, key) }
    }
    touched.removeAll(keepingCapacity: true)
    return taken
  }

  /// The same behind other lists; nothing where nothing was touched.
  @inlinable
  public mutating func takeTouched(into lists: inout [any TableChanges]) {
    if !touched.isEmpty { lists.append(takeTouched()) }
  }

  /// The same as rows.
  public mutating func takeChanges() -> [RowChange] { takeTouched().changes }

  /// Takes in a record that was read from its table; not a change.
  @inlinable
  public mutating func load(_ record: Record) { set(place(of: record.key), record) }

  /// All records, in no order; for sums and checks that no outcome depends on.
  public var unordered: ShelvedRecords<Record> { ShelvedRecords(records, count: filled) }

  /// All rows in the order of their keys, as a store reads them.
  public var rows: [[Cell]] {
    let count = Record.shape.keyCount
    return unordered.map(\.row).sorted { $0.prefix(count).lexicographicallyPrecedes($1.prefix(count)) }
  }
}

/// The records of a shelf, in no order.
public struct ShelvedRecords<Record: Recorded>: Sequence {
  private let places: [Record?]
  /// How many there are.
  public let count: Int

  init(_ places: [Record?], count: Int) { (self.places, self.count) = (places, count) }

  /// Goes through them.
  public func makeIterator() -> AnyIterator<Record> {
    var next = 0
    return AnyIterator { [places] in
      while next < places.count {
        defer { next += 1 }
        if let record = places[next] { return record }
      }
      return nil
    }
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
