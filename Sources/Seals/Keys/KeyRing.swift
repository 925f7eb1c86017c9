public import Journal
internal import Law

/// A key and when it was the one that signs.
public struct KeyPeriod: Hashable, Sendable {
  public let key: VerifyingKey
  public let from: Moment
  /// From when on another signs; `nil` for the present one.
  public let until: Moment?
  /// What an authority gave for the key; `nil` while there is nothing.
  public let chain: CertificateChain?

  /// A period of its parts.
  public init(key: VerifyingKey, from: Moment, until: Moment?, chain: CertificateChain?) {
    self.key = key
    self.from = from
    self.until = until
    self.chain = chain
  }

  /// Whether the key was the one that signs at a moment.
  public func contains(_ moment: Moment) -> Bool { from <= moment && until.map { moment < $0 } ?? true }
}

/// The keys of a registry, in a folder of its own: the present one under a passphrase, those before it by
/// their public halves, by which old signatures stay checkable.
public struct KeyRing: Sendable {
  let folder: String
  /// In the order of their periods; the last one signs.
  public private(set) var periods: [KeyPeriod]

  /// Makes a ring with its first key. The folder must be there, and hold no ring.
  ///
  /// - Throws: ``KeyFault/shortPassphrase``, ``KeyFault/library``, ``KeyFault/file(path:reason:)``.
  public init(
    newIn folder: String, passphrase: String, hardness: KeyHardness, at moment: Moment
  ) throws(KeyFault) {
    self.folder = folder
    let key = try SigningKey()
    let locked = try LockedKey(key, passphrase: passphrase, hardness: hardness)
    periods = [KeyPeriod(key: key.verifying, from: moment, until: nil, chain: nil)]
    try locked.write(to: keyFile(key.verifying))
    do {
      try writeNewFile(Array(text.utf8), to: folder + "/" + Self.file)
    } catch {
      try removeFile(keyFile(key.verifying))
      throw error
    }
  }

  /// Reads a ring.
  ///
  /// - Throws: ``KeyFault/file(path:reason:)``, ``KeyFault/notKeyFile(path:)``, ``KeyFault/damaged(path:)``.
  public init(in folder: String) throws(KeyFault) {
    self.folder = folder
    let path = folder + "/" + Self.file
    let bytes = try readFile(path, onlyByOwner: false)
    guard let text = String(validating: bytes, as: UTF8.self),
      let periods = Self.periods(in: text, path: path)
    else { throw .damaged(path: path) }
    self.periods = periods
    guard self.text.utf8.elementsEqual(text.utf8) else { throw .damaged(path: path) }
  }

  /// The period of the key that signs.
  public var present: KeyPeriod? { periods.last }

  /// Opens the key that signs.
  ///
  /// - Throws: ``KeyFault``: what ``LockedKey`` says of its file.
  public func open(passphrase: String) throws(KeyFault) -> SigningKey {
    guard let present else { throw .noKey(path: folder) }
    let path = keyFile(present.key)
    let locked = try LockedKey(file: path)
    guard locked.verifying == present.key else { throw .damaged(path: path) }
    return try locked.open(passphrase: passphrase, path: path)
  }

  /// Puts a new key in the place of the present one, whose private half is taken away: what can no longer
  /// sign cannot be stolen.
  ///
  /// - Throws: ``KeyFault/tooEarly``, and as ``init(newIn:passphrase:hardness:at:)``.
  public mutating func rotate(
    passphrase: String, hardness: KeyHardness, at moment: Moment
  ) throws(KeyFault) {
    guard let last = periods.last else { throw .noKey(path: folder) }
    guard last.from < moment else { throw .tooEarly }
    let key = try SigningKey()
    try LockedKey(key, passphrase: passphrase, hardness: hardness).write(to: keyFile(key.verifying))
    let ended = KeyPeriod(key: last.key, from: last.from, until: moment, chain: last.chain)
    let begun = KeyPeriod(key: key.verifying, from: moment, until: nil, chain: nil)
    try replace(periods.dropLast() + [ended, begun])
    try removeFile(keyFile(last.key))
  }

  /// Takes in the certificates that an authority gave for the present key.
  ///
  /// - Parameter pem: The key's certificate first, then those between it and a root.
  /// - Throws: ``KeyFault/notCertificate``, ``KeyFault/otherKey``, ``KeyFault/chain(_:)``.
  public mutating func takeIn(pem: String, roots: [Certificate], at moment: Moment) throws(KeyFault) {
    guard let last = periods.last else { throw .noKey(path: folder) }
    guard let chain = CertificateChain(try Certificate.read(pem: pem)) else { throw .notCertificate }
    try chain.check(for: last.key, roots: roots, at: moment)
    let period = KeyPeriod(key: last.key, from: last.from, until: nil, chain: chain)
    try replace(periods.dropLast() + [period])
  }

  private mutating func replace(_ periods: [KeyPeriod]) throws(KeyFault) {
    let former = self.periods
    self.periods = periods
    do {
      try replaceFile(folder + "/" + Self.file, with: Array(text.utf8))
    } catch {
      self.periods = former
      throw error
    }
  }

  private func keyFile(_ key: VerifyingKey) -> String { "\(folder)/\(key.id.description.prefix(16)).key" }
}

extension KeyRing {
  private static let file = "ring.json"
  private static let format = "shanshui-ring-1"

  /// Canonical JSON with a digest over all but itself; nothing in it is secret.
  private var text: String {
    let keys = periods.map { period in
      JSONValue.object([
        ("chain", .array(period.chain?.certificates.map { .string(base64($0.der)) } ?? [])),
        ("from", .string(String(period.from.milliseconds))),
        ("public", .string(base64(period.key.information))),
        ("until", .optional(period.until.map { String($0.milliseconds) })),
      ])
    }
    let members: [(String, JSONValue)] = [("format", .string(Self.format)), ("keys", .array(keys))]
    let digest = NamedDigest(of: Array(JSONValue.object(members).canonical().utf8), by: .sm3)
    return JSONValue.object(members + [("check", digest.json)]).canonical() + "\n"
  }

  private static func periods(in text: String, path: String) -> [KeyPeriod]? {
    guard let json = try? JSONValue.parse(text, file: path), json["format"] == .string(format),
      case .array(let keys)? = json["keys"], !keys.isEmpty
    else { return nil }
    let periods = keys.compactMap { period(in: $0) }
    let isOrdered = zip(periods, periods.dropFirst()).allSatisfy { $0.until == $1.from }
    return periods.count == keys.count && isOrdered && periods.last?.until == nil ? periods : nil
  }

  private static func period(in json: JSONValue) -> KeyPeriod? {
    guard let information = json["public"]?.base64Bytes,
      let key = try? VerifyingKey(information: information),
      let from = json["from"]?.moment, case .array(let chain)? = json["chain"], let until = json["until"]
    else { return nil }
    let certificates = chain.compactMap { $0.base64Bytes.flatMap { try? Certificate(der: $0) } }
    guard certificates.count == chain.count, until == .null || until.moment != nil else { return nil }
    return KeyPeriod(key: key, from: from, until: until.moment, chain: CertificateChain(certificates))
  }
}

extension JSONValue {
  /// A moment as a text of milliseconds.
  var moment: Moment? {
    guard case .string(let text) = self, let milliseconds = Int64(text), String(milliseconds) == text else {
      return nil
    }
    let moment = Moment(milliseconds: milliseconds)
    return moment.milliseconds == milliseconds ? moment : nil
  }
}
