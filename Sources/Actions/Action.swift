public import Journal
public import Parties

/// One thing that a person may ask of the registry.
///
/// An action reads the state and answers with facts or a refusal; it changes the state in memory so far as
/// its facts say, and nothing else. Its canonical bytes are what a proposal keeps, and what the digest of a
/// command's body is made of.
public protocol Action: Sendable {
  /// The lasting name: cause in the journal, word of the command line, path of the API.
  var name: String { get }
  /// Writes the canonical bytes of all parameters.
  func write(to writer: inout ByteWriter)
  /// Decides; on a refusal the caller rolls the state back.
  func decide(in world: inout World, for caller: Caller, as place: EntryPlace) throws(Refusal)
    -> [RecordedFact]
  /// Rows that stay for ever with the command although the journal has only their digests.
  var beside: [RowChange] { get }
}

/// Where in the journal a command is decided.
public struct EntryPlace: Hashable, Sendable {
  /// The sequence of its entry.
  public let sequence: UInt64
  /// When it is decided.
  public let moment: Moment

  /// A place of its parts.
  public init(sequence: UInt64, moment: Moment) {
    self.sequence = sequence
    self.moment = moment
  }
}

extension Action {
  public var beside: [RowChange] { [] }

  /// The canonical bytes, the name in front.
  public var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.text(name)
    write(to: &writer)
    return writer.bytes
  }
}
