public import Journal
public import Law

/// A signed document that anybody can check without the net: what it says, who signed it and when.
///
/// It is one line of canonical JSON (RFC 8785); the signature is made over the same line without the
/// signature, so that it covers the algorithm, the key and the certificates too. Only the canonical text is
/// a statement: no bit of it can be another.
public struct Statement: Sendable, Equatable {
  /// What is stated.
  public let body: JSONValue
  /// When it was signed, as the signer says.
  public let moment: Moment
  /// The signer's key.
  public let key: VerifyingKey
  /// The certificates of the key; `nil` when it has none.
  public let chain: CertificateChain?
  /// SM2 over SM3, in DER.
  public let signature: [UInt8]

  static let format = "shanshui-statement-1"
  static let algorithm = "sm2-sm3"

  /// Signs a document.
  ///
  /// - Throws: ``KeyFault/library``.
  public init(
    _ body: JSONValue, by key: SigningKey, chain: CertificateChain?, at moment: Moment
  ) throws(KeyFault) {
    self.body = body
    self.moment = moment
    self.key = key.verifying
    self.chain = chain
    let members = Self.members(body, moment, key.verifying, chain)
    signature = try key.sign(Array(JSONValue.object(members).canonical().utf8))
  }

  /// The digest of all that is signed, by which a statement is named when it is withdrawn.
  public var digest: Digest {
    let members = Self.members(body, moment, key, chain)
    return HashFunction.sm3.digest(Array(JSONValue.object(members).canonical().utf8))
  }

  /// The text, with a line's end behind it.
  public var text: String {
    let members = Self.members(body, moment, key, chain) + [("signature", .string(hexadecimal(signature)))]
    return JSONValue.object(members).canonical() + "\n"
  }

  /// Equal when their texts are: the order in which members were made does not count.
  public static func == (left: Statement, right: Statement) -> Bool { left.text == right.text }

  /// Reads a statement and checks that it is just what was signed. Who signed is ``check(against:)``'s
  /// question.
  ///
  /// - Throws: ``StatementFault/notText`` to ``StatementFault/badSignature``, in their order.
  public init(_ bytes: [UInt8], file: String) throws(StatementFault) {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText }
    let json: JSONValue
    do {
      json = try JSONValue.parse(text, file: file)
    } catch {
      throw .notJSON(String(describing: error))
    }
    guard json["format"] == .string(Self.format) else { throw .notStatement }
    guard json["alg"] == .string(Self.algorithm) else { throw .unknownAlgorithm }
    guard let body = json["body"], let moment = json["moment"]?.moment,
      let information = json["public"]?.base64Bytes, let key = try? VerifyingKey(information: information),
      let chain = Self.chain(in: json["chain"]), let signature = json["signature"]?.hexadecimalBytes
    else { throw .notStatement }
    self.body = body
    self.moment = moment
    self.key = key
    self.chain = CertificateChain(chain)
    self.signature = signature
    let wanted = Array(self.text.utf8)
    guard wanted == bytes else { throw .notCanonical(byte: Self.difference(wanted, bytes)) }
    let members = Self.members(body, moment, key, self.chain)
    guard key.verifies(signature, over: Array(JSONValue.object(members).canonical().utf8)) else {
      throw .badSignature
    }
  }

  /// All members but the signature.
  private static func members(
    _ body: JSONValue, _ moment: Moment, _ key: VerifyingKey, _ chain: CertificateChain?
  ) -> [(String, JSONValue)] {
    [
      ("alg", .string(algorithm)), ("body", body),
      ("chain", .array(chain?.certificates.map { .string(base64($0.der)) } ?? [])),
      ("format", .string(format)), ("key", .string(key.id.description)),
      ("moment", .string(String(moment.milliseconds))), ("public", .string(base64(key.information))),
    ]
  }

  private static func chain(in json: JSONValue?) -> [Certificate]? {
    guard case .array(let elements)? = json else { return nil }
    let certificates = elements.compactMap { $0.base64Bytes.flatMap { try? Certificate(der: $0) } }
    return certificates.count == elements.count ? certificates : nil
  }

  private static func difference(_ wanted: [UInt8], _ found: [UInt8]) -> Int {
    zip(wanted, found).enumerated().first { $1.0 != $1.1 }?.offset ?? min(wanted.count, found.count)
  }
}

/// Whose signatures are believed.
public struct TrustedKeys: Hashable, Sendable {
  /// Keys that are known, with their periods.
  public let periods: [KeyPeriod]
  /// Roots of authorities, by whose certificates other keys are known.
  public let roots: [Certificate]
  /// What the authorities have revoked; empty when nobody asks for it.
  public let revocations: [RevocationList]

  /// Keys, roots and lists of revoked certificates.
  public init(periods: [KeyPeriod], roots: [Certificate], revocations: [RevocationList] = []) {
    self.periods = periods
    self.roots = roots
    self.revocations = revocations
  }
}

extension Statement {
  /// Checks that the signer is believed: the key is known and was the one that signs at the moment, or its
  /// certificates lead to a root and held then.
  ///
  /// - Throws: ``StatementFault/outsidePeriod``, ``StatementFault/chain(_:)``, ``StatementFault/unknownKey``.
  public func check(against trusted: TrustedKeys) throws(StatementFault) {
    let periods = trusted.periods.filter { $0.key == key }
    if !periods.isEmpty {
      guard periods.contains(where: { $0.contains(moment) }) else { throw .outsidePeriod }
      return
    }
    guard let chain, !trusted.roots.isEmpty else { throw .unknownKey }
    do {
      try chain.check(for: key, roots: trusted.roots, revocations: trusted.revocations, at: moment)
    } catch {
      throw .chain(error)
    }
  }
}
