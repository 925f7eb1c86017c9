/// One digest of all rows of all tables: equal states have equal digests, in memory and in any database.
///
/// Give the tables in the order of their names and each table's rows in the order of their keys. Rows are
/// digested in groups of a fixed size, each group behind the digest of what came before it.
public struct StateDigest: Sendable {
  private static let rowsInGroup = 512

  private let hash: HashFunction
  private var digest = Digest.none
  private var group = ByteWriter(capacity: 1 << 16)
  private var rows = 0
  /// A table that is named with its first row.
  private var later: String?

  /// The digest of no tables at all.
  public init(hash: HashFunction) { self.hash = hash }

  /// Goes on to a table; one that came later is named with its first row.
  public mutating func table(_ shape: TableShape) {
    close()
    later = shape.name
    if !shape.isLater { name() }
  }

  private mutating func name() {
    guard let name = later else { return }
    later = nil
    group.integer(UInt8(1))
    group.text(name)
    close()
  }

  /// Adds the next row of the table.
  public mutating func row(_ cells: [Cell]) {
    name()
    group.integer(UInt8(2))
    group.list(cells) { writer, cell in cell.write(to: &writer) }
    rows += 1
    if rows == Self.rowsInGroup { close() }
  }

  /// The digest of all that was added.
  public func finished() -> Digest {
    var copy = self
    copy.close()
    return copy.digest
  }

  private mutating func close() {
    guard !group.bytes.isEmpty else { return }
    digest = hash.digest(digest.bytes + group.bytes)
    group = ByteWriter(capacity: 1 << 16)
    rows = 0
  }
}
