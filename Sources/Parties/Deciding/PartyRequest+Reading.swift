public import Journal
internal import Quantities

extension PartyRequest {
  /// Reads what was asked from an action's name and all of its bytes.
  ///
  /// - Throws: ``MalformedBytes``; ``MalformedBytes/Fault/unknown(_:)`` with 0 for a name of no action here.
  public init(action: String, _ bytes: ArraySlice<UInt8>) throws(MalformedBytes) {
    var reader = ByteReader(bytes)
    guard let place = Self.actions.firstIndex(of: action) else {
      throw MalformedBytes(offset: 0, fault: .unknown(0))
    }
    self = place < 11 ? try Self.register(place, &reader) : try Self.consent(place, &reader)
    try reader.finish()
  }

  private static func register(_ place: Int, _ reader: inout ByteReader) throws(MalformedBytes) -> Self {
    switch place {
    case 0: .registerPerson(code: try reader.text(), identity: try reader.digest())
    case 1: .registerOrganisation(code: try reader.text(), name: try reader.text())
    case 2: .registerOrganisationWithoutCode(code: try reader.text(), name: try reader.text())
    case 3: .rename(organisation: try reader.integer(), name: try reader.text())
    case 4: .renewIdentity(person: try reader.integer(), identity: try reader.digest())
    case 5: .eraseIdentity(person: try reader.integer())
    case 6: .setStatus(party: try reader.integer(), status: try reader.known(), order: try reader.text())
    case 7:
      .represent(
        person: try reader.integer(), organisation: try reader.integer(), from: try reader.day(),
        until: try reader.optionalDay())
    case 8:
      .endRepresentation(
        person: try reader.integer(), organisation: try reader.integer(), until: try reader.day())
    case 9:
      .grantRole(
        person: try reader.integer(), organisation: try reader.integer(), role: try reader.role(),
        from: try reader.day(), until: try reader.optionalDay())
    default:
      .endRole(
        person: try reader.integer(), organisation: try reader.integer(), role: try reader.role(),
        until: try reader.day())
    }
  }

  private static func consent(_ place: Int, _ reader: inout ByteReader) throws(MalformedBytes) -> Self {
    switch place {
    case 11: .trust(account: try reader.integer(), other: try reader.integer())
    case 12: .distrust(account: try reader.integer(), other: try reader.integer())
    case 13: .setLimit(try QuantityLimit.Key(from: &reader), quantity: try reader.optionalQuantity())
    case 14: .propose(action: try reader.text(), body: try reader.digest())
    case 15: .approve(proposal: try reader.integer(), body: try reader.digest())
    case 16: .reject(proposal: try reader.integer())
    case 18: .administer(account: try reader.integer(), administration: try reader.integer())
    default: .withdraw(proposal: try reader.integer())
    }
  }
}

extension ByteReader {
  mutating func optionalDay() throws(MalformedBytes) -> Day? {
    try optional { (reader: inout ByteReader) throws(MalformedBytes) in try reader.day() }
  }

  mutating func optionalQuantity() throws(MalformedBytes) -> Int64? {
    try optional { (reader: inout ByteReader) throws(MalformedBytes) in try reader.integer() }
  }
}

extension QuantityLimit.Key {
  func write(to writer: inout ByteWriter) {
    writer.integer(level.rawValue)
    writer.integer(subject)
    writer.text(unit)
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(level: try reader.known(), subject: try reader.integer(), unit: try reader.text())
  }
}
