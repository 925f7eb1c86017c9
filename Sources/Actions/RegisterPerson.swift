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
    let number = UInt32(world.directory.partyCount + 1)
    guard
      let record = IdentityRecord(
        person: number, salt: salt, document: document, number: self.number, name: person)
    else { throw Refusal(ActionRefusal.identityUnreadable, figures: [Int64(document.rawValue)]) }
    let request = PartyRequest.registerPerson(code: code, identity: record.digest(by: world.hash))
    let facts = try PartyAction(request).decide(in: &world, for: caller, as: place)
    try world.take(record)
    return facts
  }
}

/// A person's identity was proved anew: another document, or another name.
public struct RenewPerson: Action {
  /// The person's number.
  public let number: UInt32
  /// 32 bytes of chance.
  public let salt: Digest
  public let document: IdentityRecord.Document
  /// The document's number.
  public let documentNumber: String
  /// The person's name.
  public let person: String
  public var name: String { PartyRequest.renewIdentity(person: 0, identity: .none).action }

  /// A renewal of its parts.
  public init(
    number: UInt32, salt: Digest, document: IdentityRecord.Document, documentNumber: String, person: String
  ) {
    (self.number, self.salt, self.document) = (number, salt, document)
    (self.documentNumber, self.person) = (documentNumber, person)
  }

  public func write(to writer: inout ByteWriter) {
    writer.integer(number)
    writer.digest(salt)
    writer.integer(document.rawValue)
    writer.text(documentNumber)
    writer.text(person)
  }

  public func decide(
    in world: inout World, for caller: Caller, as place: EntryPlace
  ) throws(Refusal) -> [RecordedFact] {
    guard
      let record = IdentityRecord(
        person: number, salt: salt, document: document, number: documentNumber, name: person)
    else { throw Refusal(ActionRefusal.identityUnreadable, figures: [Int64(document.rawValue)]) }
    let request = PartyRequest.renewIdentity(person: number, identity: record.digest(by: world.hash))
    let facts = try PartyAction(request).decide(in: &world, for: caller, as: place)
    try world.take(record)
    return facts
  }
}

extension World {
  /// Keeps who somebody is beside the journal, unless the document is another person's. Asked after the
  /// rules of parties, so that only who may register people hears of it.
  fileprivate mutating func take(_ record: IdentityRecord) throws(Refusal) {
    if let known = identities.person(of: record, by: hash), known != record.person {
      throw Refusal(ActionRefusal.knownIdentity, figures: [Int64(known)])
    }
    identities.put(record, by: hash)
  }
}
