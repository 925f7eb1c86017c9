public import Journal

/// Who a person is, outside of the journal: the row that is erased when the person must be forgotten.
///
/// The journal holds ``digest(by:)`` alone. Its key is the random salt of this record, so that once the
/// record is erased nobody can tell, even with the document's number in hand, whose digest it was. The
/// table is no part of the registry's state digest.
public struct IdentityRecord: Recorded {
  /// What proves who somebody is.
  public enum Document: UInt8, Sendable, CaseIterable {
    /// 居民身份证; the number is a checked ``CitizenNumber``.
    case citizen = 1
    /// 护照.
    case passport = 2
    /// Another document, named with its number.
    case other = 3
  }

  public let person: UInt32
  /// 32 bytes of chance, drawn by the shell.
  public let salt: Digest
  public let document: Document
  public let number: String
  public let name: String

  /// A record of its parts; `nil` when a citizen's number does not check, or a text is empty or longer than
  /// 200 bytes.
  public init?(person: UInt32, salt: Digest, document: Document, number: String, name: String) {
    guard isText(number), isText(name) else { return nil }
    if document == .citizen {
      guard let checked = try? CitizenNumber(number) else { return nil }
      self.number = checked.text
    } else {
      self.number = number
    }
    self.person = person
    self.salt = salt
    self.document = document
    self.name = name
  }

  /// What the journal holds: HMAC (RFC 2104) under the salt, over document, number and name.
  public func digest(by hash: HashFunction) -> Digest {
    var writer = ByteWriter(capacity: 96)
    writer.text("shanshui identity 1")
    writer.integer(document.rawValue)
    writer.text(number)
    writer.text(name)
    return hash.keyed(by: salt, writer.bytes)
  }
}

extension IdentityRecord {
  public static let shape = TableShape(
    "identities",
    [
      .init("person", .integer), .init("salt", .bytes), .init("document", .integer), .init("number", .text),
      .init("name", .text),
    ], keyCount: 1, checks: ["document BETWEEN 1 AND 3"], unique: [["document", "number"]])

  public static func cells(of key: UInt32) -> [Cell] { [.integer(Int64(key))] }
  public var key: UInt32 { person }

  public var row: [Cell] {
    [
      .integer(Int64(person)), .bytes(salt.bytes), .integer(Int64(document.rawValue)), .text(number),
      .text(name),
    ]
  }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    let record = Self(
      person: try reader.integer(), salt: try reader.digest(), document: try reader.known(),
      number: try reader.text(), name: try reader.text())
    guard let record else { throw reader.malformed }
    self = record
  }
}

extension HashFunction {
  /// HMAC (RFC 2104) for functions with blocks of 64 bytes, as SM3 and SHA-256 have.
  public func keyed(by key: Digest, _ bytes: [UInt8]) -> Digest {
    let padded = key.bytes + [UInt8](repeating: 0, count: 32)
    let inner = digest(padded.map { $0 ^ 0x36 } + bytes)
    return digest(padded.map { $0 ^ 0x5C } + inner.bytes)
  }
}

/// Whether a text says something, is no longer than 200 bytes and has no control characters, which no
/// store and no page would keep.
func isText(_ text: String) -> Bool {
  !text.isEmpty && text.utf8.count <= 200 && !text.utf8.contains { $0 < 0x20 || $0 == 0x7F }
}
