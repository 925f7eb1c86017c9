public import Journal
public import Law

/// The statements that a registry has withdrawn: what its signed list says, to be fetched or carried.
///
/// A list has all that were ever withdrawn; each new one has a higher number.
public struct WithdrawnStatements: Hashable, Sendable {
  /// A statement that holds no more.
  public struct Entry: Hashable, Sendable {
    /// ``Statement/digest``.
    public let statement: Digest
    /// When it was withdrawn.
    public let moment: Moment
    public let reason: String
  }

  /// From 1.
  public let number: UInt64
  /// In the order in which they were withdrawn.
  public let entries: [Entry]

  /// The list before anything was withdrawn.
  public init() { (number, entries) = (0, []) }

  /// Reads the body of a signed list; `nil` for any other body.
  public init?(_ body: JSONValue) {
    guard body["kind"] == .string("withdrawn"), let number = body["number"]?.count,
      case .array(let elements)? = body["statements"]
    else { return nil }
    let entries = elements.compactMap { Entry($0) }
    guard entries.count == elements.count else { return nil }
    (self.number, self.entries) = (number, entries)
  }

  private init(number: UInt64, entries: [Entry]) { (self.number, self.entries) = (number, entries) }

  /// The next list, with one more statement.
  public func withdrawing(_ statement: Statement, reason: String, at moment: Moment) -> WithdrawnStatements {
    let entry = Entry(statement: statement.digest, moment: moment, reason: reason)
    return WithdrawnStatements(number: number + 1, entries: entries + [entry])
  }

  /// What the list says of a statement; `nil` when it was not withdrawn.
  public func entry(for statement: Statement) -> Entry? {
    let digest = statement.digest
    return entries.first { $0.statement == digest }
  }

  /// The body that is signed.
  public var body: JSONValue {
    .object([
      ("kind", .string("withdrawn")), ("number", .string(String(number))),
      ("statements", .array(entries.map(\.json))),
    ])
  }
}

extension WithdrawnStatements.Entry {
  fileprivate init?(_ json: JSONValue) {
    guard case .string(let text)? = json["statement"], let statement = Digest(text),
      let moment = json["moment"]?.moment, case .string(let reason)? = json["reason"]
    else { return nil }
    (self.statement, self.moment, self.reason) = (statement, moment, reason)
  }

  fileprivate var json: JSONValue {
    .object([
      ("moment", .string(String(moment.milliseconds))), ("reason", .string(reason)),
      ("statement", .string(statement.description)),
    ])
  }
}

extension JSONValue {
  fileprivate var count: UInt64? {
    if case .string(let text) = self, let count = UInt64(text), String(count) == text { count } else { nil }
  }
}
