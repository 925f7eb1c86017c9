internal import Journal
internal import Parties

/// Who is registered already: a digest of each document, so that one human being is one person, since two
/// would be four eyes of one.
///
/// The digests live in the writer's memory alone and go with the record: the journal has a digest under the
/// record's own salt, which cannot be compared with another's.
struct KnownIdentities: Sendable {
  private var people: [Digest: UInt32] = [:]
  private var documents: [UInt32: Digest] = [:]
  /// What stood for a person before each change of the running command.
  private var former: [(person: UInt32, document: Digest?)] = []
  /// What the running command wrote; `nil` where a record was erased.
  private var running: [(person: UInt32, record: IdentityRecord?)] = []
  /// What kept commands wrote since the last batch.
  private var written: [(person: UInt32, record: IdentityRecord?)] = []

  /// The person whose document it is; `nil` when nobody is registered under it.
  func person(of record: IdentityRecord, by hash: HashFunction) -> UInt32? {
    people[Self.digest(of: record, by: hash)]
  }

  /// Takes in a record that was read from its table.
  mutating func load(_ record: IdentityRecord, by hash: HashFunction) {
    set(record.person, to: Self.digest(of: record, by: hash))
  }

  /// Puts a record in the place of the person's former one.
  mutating func put(_ record: IdentityRecord, by hash: HashFunction) {
    change(record.person, to: Self.digest(of: record, by: hash))
    running.append((record.person, record))
  }

  /// Forgets a person's record.
  mutating func erase(_ person: UInt32) {
    change(person, to: nil)
    running.append((person, nil))
  }

  mutating func keep() {
    written += running
    former.removeAll(keepingCapacity: true)
    running.removeAll(keepingCapacity: true)
  }

  mutating func rollBack() {
    for change in former.reversed() { set(change.person, to: change.document) }
    former.removeAll(keepingCapacity: true)
    running.removeAll(keepingCapacity: true)
  }

  /// The rows that kept commands wrote or took away since the last call, each person's once; those that go
  /// away first, since their documents may come again.
  mutating func takeChanges() -> [RowChange] {
    var last: [UInt32: RowChange] = [:]
    for (person, record) in written {
      last[person] = RowChange(
        table: IdentityRecord.shape.name, key: IdentityRecord.cells(of: person), row: record?.row)
    }
    written.removeAll(keepingCapacity: true)
    let changes = last.sorted { $0.key < $1.key }.map(\.value)
    return changes.filter { $0.row == nil } + changes.filter { $0.row != nil }
  }

  private mutating func change(_ person: UInt32, to document: Digest?) {
    former.append((person, documents[person]))
    set(person, to: document)
  }

  private mutating func set(_ person: UInt32, to document: Digest?) {
    if let old = documents[person] { people[old] = nil }
    documents[person] = document
    if let document { people[document] = person }
  }

  /// Blanks and small letters make no other document.
  private static func digest(of record: IdentityRecord, by hash: HashFunction) -> Digest {
    var writer = ByteWriter(capacity: 64)
    writer.text("shanshui document 1")
    writer.integer(record.document.rawValue)
    writer.text(String(record.number.uppercased().filter { !$0.isWhitespace }))
    return hash.digest(writer.bytes)
  }
}
