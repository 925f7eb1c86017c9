import Foundation
import Journal
import Law
import Seals
import Testing

/// Goal: a statement says what was signed, by whom, and nothing else passes for it.
/// Method: every bit of a small statement is flipped once; known keys, periods and changed texts.
@Suite struct StatementTests {
  static let moment = Moment(milliseconds: 1_735_704_000_000)
  static let body = JSONValue.object([
    ("数量", .string("73.17")), ("unit", .string("绿元")), ("lots", .array([.number(1), .null, .bool(true)])),
  ])

  static func read(_ text: String) throws(StatementFault) -> Statement {
    try Statement(Array(text.utf8), file: "s.json")
  }

  static func trusted(_ key: VerifyingKey, until: Moment? = nil) -> TrustedKeys {
    let from = Moment(milliseconds: moment.milliseconds - 1000)
    return TrustedKeys(periods: [KeyPeriod(key: key, from: from, until: until, chain: nil)], roots: [])
  }

  @Test func `A statement is read back, and its signer believed if known`() throws {
    let key = try SigningKey()
    let statement = try Statement(Self.body, by: key, chain: nil, at: Self.moment)
    let read = try Self.read(statement.text)
    #expect(read == statement && read.body["unit"] == .string("绿元") && read.moment == Self.moment)
    try read.check(against: Self.trusted(key.verifying))
    #expect(throws: StatementFault.unknownKey) {
      try read.check(against: Self.trusted(SigningKey().verifying))
    }
    #expect(throws: StatementFault.outsidePeriod) {
      try read.check(against: Self.trusted(key.verifying, until: Self.moment))
    }
  }

  @Test func `Any flipped bit is found`() throws {
    let key = try SigningKey()
    let whole = Array(try Statement(Self.body, by: key, chain: nil, at: Self.moment).text.utf8)
    for bit in 0..<whole.count * 8 {
      var spoilt = whole
      spoilt[bit / 8] ^= 1 << (bit % 8)
      #expect(throws: StatementFault.self, "bit \(bit)") { try Statement(spoilt, file: "s.json") }
    }
  }

  @Test func `Faults are told in the order of the checks`() throws {
    let key = try SigningKey()
    let text = try Statement(Self.body, by: key, chain: nil, at: Self.moment).text
    #expect(throws: StatementFault.notText) { try Statement([0xFF], file: "s.json") }
    #expect(throws: StatementFault.notStatement) { try Self.read("{}") }
    #expect(throws: StatementFault.notStatement) {
      try Self.read(text.replacing("statement-1", with: "statement-2"))
    }
    #expect(throws: StatementFault.unknownAlgorithm) {
      try Self.read(text.replacing("sm2-sm3", with: "sm2-sm9"))
    }
    #expect(throws: StatementFault.badSignature) { try Self.read(text.replacing("73.17", with: "73.18")) }
    #expect(throws: StatementFault.notCanonical(byte: 1)) { try Self.read("{ " + text.dropFirst()) }
    #expect(throws: StatementFault.notCanonical(byte: text.utf8.count - 1)) {
      try Self.read(String(text.dropLast()))
    }
    do {
      _ = try Self.read(String(text.dropLast(5)))
      Issue.record("a cut text was read")
    } catch {
      guard case .notJSON = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test func `Another key's signature does not pass under a known key`() throws {
    let (mine, other) = (try SigningKey(), try SigningKey())
    let (a, b) = (
      try Statement(Self.body, by: mine, chain: nil, at: Self.moment),
      try Statement(Self.body, by: other, chain: nil, at: Self.moment)
    )
    let hex = { (bytes: [UInt8]) in
      bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
    let forged = a.text.replacing(hex(a.signature), with: hex(b.signature))
    #expect(throws: StatementFault.badSignature) { try Self.read(forged) }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/openssl"), "needs /usr/bin/openssl"))
  func `The openssl program checks a statement by the way that docs/statements.md tells`() throws {
    let folder = try Folder()
    let key = try SigningKey()
    let text = try Statement(Self.body, by: key, chain: nil, at: Self.moment).text
    let parts = text.split(separator: ",\"signature\":\"")
    try folder.write(parts[0] + "}", to: "signed")
    let digits = String(parts[1].dropLast(3))
    try folder.write(bytes: bytes(digits), to: "signature")
    let known = try #require(try JSONValue.parse(text, file: "s.json")["public"])
    guard case .string(let known) = known else { return }
    try folder.write("-----BEGIN PUBLIC KEY-----\n\(known)\n-----END PUBLIC KEY-----\n", to: "public.pem")
    let shown = try folder.openssl(
      "pkeyutl -verify -rawin -digest sm3 -pkeyopt distid:1234567812345678 -pubin -inkey public.pem"
        + " -in signed -sigfile signature")
    #expect(shown.contains("Success"))
  }

  @Test func `A block's seal matches its header alone`() throws {
    var chain = Chain(hash: .sm3)
    let first = chain.seal([[1, 2, 3]], at: Self.moment).header
    let second = chain.seal([[4], [5]], at: Self.moment).header
    let key = try SigningKey()
    let seal = try Statement(
      BlockSeal.body(of: first, registry: "试点"), by: key, chain: nil, at: Self.moment)
    let read = try Self.read(seal.text)
    #expect(BlockSeal.matches(read.body, first, registry: "试点"))
    #expect(!BlockSeal.matches(read.body, second, registry: "试点"))
    #expect(!BlockSeal.matches(read.body, first, registry: "别处"))
    let digest = try #require(read.body["digest"].flatMap { NamedDigest($0) })
    #expect(digest.digest == first.digest(by: .sm3) && digest.algorithm == .sm3)
  }

  @Test func `A named digest has one form`() {
    let digest = NamedDigest(of: Array("abc".utf8), by: .sm3)
    #expect(digest.description == "sm3:66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")
    #expect(NamedDigest(digest.json) == digest)
    #expect(
      NamedDigest(.object([("alg", .string("md5")), ("digest", .string(digest.digest.description))])) == nil)
    let capitals = digest.digest.description.uppercased()
    #expect(NamedDigest(.object([("alg", .string("sm3")), ("digest", .string(capitals))])) == nil)
  }
}
