public import Journal
public import Parties

/// A person comes in; who it is stands beside the journal and can be erased, the journal has a digest.
public struct RegisterPerson: Action {
  /// A code that says nothing about the person; unique.
  public let code: String
  /// 32 bytes of chance, without which the digest cannot be linked to anybody.
  public let salt: Digest
  public let document: IdentityRecord.Document
  /// The document's number.
  public let number: String
  /// The person's name.
  public let person: String
  public var name: String { PartyRequest.registerPerson(code: "", identity: .none).action }

  /// A registration of its parts.
  public init(
    code: String, salt: Digest, document: IdentityRecord.Document, number: String, person: String
  ) {
    (self.code, self.salt, self.document) = (code, salt, document)
    (self.number, self.person) = (number, person)
  }

  /// The salt is among the bytes, so that their digest says nothing about the person either.
  public func write(to writer: inout ByteWriter) {
    writer.text(code)
    writer.digest(salt)
    writer.integer(document.rawValue)
    writer.text(number)
    writer.text(person)
  }

  public func decide(
    in world: inout World, for caller: Caller, as place: EntryPlace
  ) throws(Refusal) -> [RecordedFact] {
    guard let record = record(of: UInt32(world.directory.partyCount + 1)) else {
      throw Refusal(ActionRefusal.identityUnreadable, figures: [Int64(document.rawValue)])
    }
    let request = PartyRequest.registerPerson(code: code, identity: record.digest(by: world.hash))
    return try PartyAction(request).decide(in: &world, for: caller, as: place)
  }

  public func beside(in world: World) -> Beside {
    guard let record = world.directory.party(code: code).flatMap({ record(of: $0.number) }) else {
      return Beside()
    }
    return Beside(
      changes: [
        RowChange(
          table: IdentityRecord.shape.name, key: IdentityRecord.cells(of: record.key), row: record.row)
      ])
  }

  private func record(of number: UInt32) -> IdentityRecord? {
    IdentityRecord(person: number, salt: salt, document: document, number: self.number, name: person)
  }
}

/// Rows that become durable with a command although the journal has only their digests.
public struct Beside: Sendable {
  /// Rows that can change and go away again.
  public private(set) var changes: [RowChange]
  /// Rows that stay for ever.
  public private(set) var history: [RowChange]

  /// Rows; none unless they are named.
  public init(changes: [RowChange] = [], history: [RowChange] = []) {
    (self.changes, self.history) = (changes, history)
  }

  mutating func add(_ other: Beside) {
    changes += other.changes
    history += other.history
  }
}
