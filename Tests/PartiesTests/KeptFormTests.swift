import Journal
import Parties
import Quantities
import Testing

/// Goal: facts of version 1 stay readable for ever, byte by byte.
/// Method: bytes written down by hand from the form (fixed widths, least byte first, texts behind 32 bits).
@Suite struct KeptFormTests {
  static func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.compactMap { $0.hexDigitValue }
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }

  static func cases() throws -> [(fact: PartyFact, hex: String)] { try ofParties() + ofConsent() }

  /// 2025-01-01 is day 20 089, 0x4E79; noon of it in China is 1 735 704 000 000 ms, 0x0194_2005_3600.
  private static func noon() throws -> (day: Day, moment: Moment) {
    let day = try Day(parsing: "2025-01-01")
    return (day, Moment(startOf: day).adding(milliseconds: 43_200_000))
  }

  private static func ofParties() throws -> [(fact: PartyFact, hex: String)] {
    let (day, noon) = try noon()
    return [
      (
        .registered(
          Party(
            number: 4, kind: .organisationWithoutCode, code: "ORG", name: "局", identity: nil, status: .active,
            order: nil, since: noon)),
        "04000000 03 03000000 4F5247 01 03000000 E5B180 00 01 00 0036052094010000"
      ),
      (.renamed(organisation: 4, name: "A"), "04000000 01000000 41"),
      (.identityChanged(person: 1, identity: nil), "01000000 00"),
      (
        .statusSet(party: 4, status: .suspended, order: "A", since: noon),
        "04000000 02 01000000 41 0036052094010000"
      ),
      (
        .represented(
          Representation(
            person: 1, organisation: 4, validity: try #require(Validity(from: day, until: day)))),
        "01000000 04000000 794E0000 01 794E0000"
      ),
      (
        .roleGranted(
          RoleGrant(
            person: 1, organisation: 0, role: .court, validity: try #require(Validity(from: day, until: nil)))
        ),
        "01000000 00000000 05000000 636F757274 794E0000 00"
      ),
    ]
  }

  private static func ofConsent() throws -> [(fact: PartyFact, hex: String)] {
    let noon = try noon().moment
    return [
      (
        .trusted(TrustedAccount(account: 7, other: 8, added: noon, active: noon)),
        "07000000 08000000 0036052094010000 0036052094010000"
      ),
      (.distrusted(.init(account: 7, other: 8)), "07000000 08000000"),
      (
        .limitSet(.init(level: .account, subject: 7, unit: "u"), quantity: 10),
        "03 07000000 01000000 75 01 0A00000000000000"
      ),
      (.administered(account: 7, administration: 4), "07000000 04000000"),
      (
        .approved(Approval(proposal: 2, place: 0, person: 3, organisation: 5, moment: noon), isLast: true),
        "02000000 00 03000000 05000000 0036052094010000 01"
      ),
      (
        .proposalEnded(proposal: 2, status: .lapsed, moment: noon), "02000000 05 0036052094010000"
      ),
      (
        .proposed(
          Proposal(
            number: 2, action: "a", body: .none, person: 1, organisation: 4, proposed: noon, lapses: noon,
            eyes: try #require(
              FourEyes(
                approvals: 1, separation: .personAndOrganisation, roles: [.court], interval: 1000)))),
        "02000000 01000000 61" + String(repeating: "00", count: 32)
          + "01000000 04000000 0036052094010000 0036052094010000"
          + "01 02 01000000 05000000 636F757274 E803000000000000"
      ),
    ]
  }

  @Test func `Every kind of fact has the bytes of version 1, and is read back`() throws {
    let cases = try Self.cases()
    for (fact, hex) in cases {
      let recorded = RecordedFact(fact)
      #expect(recorded.content == Self.bytes(hex), "kind \(fact.kind)")
      #expect(try PartyFact(RecordedFact(kind: fact.kind, version: 1, content: Self.bytes(hex))) == fact)
    }
    #expect(Set(cases.map(\.fact.kind)) == Set(PartyFact.kinds))
  }

  @Test func `Shortened and lengthened bytes are refused`() throws {
    for (fact, hex) in try Self.cases() {
      let bytes = Self.bytes(hex)
      for count in bytes.indices {
        #expect(throws: MalformedBytes.self) {
          try PartyFact(RecordedFact(kind: fact.kind, version: 1, content: Array(bytes[..<count])))
        }
      }
      #expect(throws: MalformedBytes.self) {
        try PartyFact(RecordedFact(kind: fact.kind, version: 1, content: bytes + [0]))
      }
    }
  }
}
