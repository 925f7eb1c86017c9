public import Journal
public import Store

/// What a client asks, under its own key.
public struct Request: Sendable {
  public let key: CommandKey
  /// The number of the person who asks.
  public let person: UInt32
  /// The number of the organisation it asks for; 0 for itself.
  public let organisation: UInt32
  public let action: any Action

  /// A request of its parts.
  public init(key: CommandKey, person: UInt32, organisation: UInt32, action: any Action) {
    (self.key, self.person, self.organisation, self.action) = (key, person, organisation, action)
  }

  /// What the key stands for: who asks, for whom, and what.
  func digest(by hash: HashFunction) -> Digest {
    var writer = ByteWriter()
    writer.integer(person)
    writer.integer(organisation)
    writer.counted(action.bytes)
    return hash.digest(writer.bytes)
  }
}

/// What a client hears.
public enum Answer: Sendable {
  /// It was decided, and stands in the journal: facts or a refusal.
  ///
  /// - Parameter isRepeat: Whether the same request had been decided before; the answer is the same.
  case decided(Entry, isRepeat: Bool)
  /// Another request came under this key before; nothing was decided.
  case conflict
  /// It did not happen.
  case failed(StoreFault)
  /// Nobody can say now whether it happened: ask for the fate of the key later.
  case unknown(StoreFault)
}
