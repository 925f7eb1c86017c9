import Journal
import Parties
import Seals
import Testing

/// Goal: the journal holds nothing of a person but a digest that means nothing once its salt is gone.
/// Method: the test value of HMAC over SM3 was computed by `openssl dgst -sm3 -mac HMAC` (OpenSSL 3.0).
@Suite struct IdentityTests {
  static func record(salt: UInt8 = 1, number: String = "11010519491231002X", name: String = "某人")
    -> IdentityRecord?
  {
    IdentityRecord(person: 1, salt: World.digest(salt), document: .citizen, number: number, name: name)
  }

  @Test func `A keyed digest is HMAC`() throws {
    let key = Digest(bytes: Array(0..<32)[...])
    let wanted = "6abbd65fce46759222bf6a5679de1a514aa9b1ba4fd90e2bd7e24047e6a0861c"
    #expect(HashFunction.sm3.keyed(by: key, Array("message digest".utf8)).description == wanted)
  }

  @Test func `Salt, number and name all change the digest`() throws {
    let records = [
      Self.record(), Self.record(salt: 2), Self.record(number: "440524188001010014"), Self.record(name: "他人"),
    ]
    #expect(Set(records.map { $0?.digest(by: .sm3) }).count == 4)
    #expect(Self.record()?.digest(by: .sm3) == Self.record(number: "11010519491231002x")?.digest(by: .sm3))
  }

  @Test func `A number that does not check, or an empty name, makes no record`() {
    #expect(Self.record(number: "110105194912310021") == nil)
    #expect(Self.record(name: "") == nil)
    let passport = IdentityRecord(
      person: 1, salt: .none, document: .passport, number: "E12345678", name: "某人")
    #expect(passport != nil)
  }

  @Test func `After erasure the tables hold no digest, and the journal's leads nowhere`() throws {
    var world = try World()
    let record = try #require(Self.record())
    let digest = record.digest(by: .sm3)
    try world.registry([.registerPerson(code: "p1", identity: digest)])
    #expect(world.directory.party(1)?.identity == digest)
    try world.registry([.eraseIdentity(person: 1)])
    #expect(world.directory.party(1)?.identity == nil)
    // Who knows number and name but has no salt any more finds another digest for every guess of it.
    let guesses = (0..<255 as Range<UInt8>).filter { $0 != 1 }.compactMap {
      Self.record(salt: $0)?.digest(by: .sm3)
    }
    #expect(guesses.count == 254 && !guesses.contains(digest))
  }

  @Test func `The table of identities is none of the directory's`() {
    #expect(!Directory.shapes.contains { $0.name == IdentityRecord.shape.name })
  }
}
