public import Journal
public import Law

/// A digest beside the name of its algorithm, so that another one can take its place without another form.
public struct NamedDigest: Hashable, Sendable, CustomStringConvertible {
  public let algorithm: DigestAlgorithm
  public let digest: Digest

  /// A digest and how it was made.
  public init(algorithm: DigestAlgorithm, digest: Digest) {
    self.algorithm = algorithm
    self.digest = digest
  }

  /// The digest of bytes.
  public init(of bytes: [UInt8], by algorithm: DigestAlgorithm) {
    self.algorithm = algorithm
    digest = Digest(bytes: ContentDigest(of: bytes, by: algorithm).bytes[...])
  }

  /// Reads `{ alg, digest }`; `nil` for anything else, capital digits too.
  public init?(_ json: JSONValue) {
    guard case .object(let members) = json, members.count == 2, case .string(let name)? = json["alg"],
      case .string(let text)? = json["digest"], let algorithm = DigestAlgorithm(rawValue: name),
      let digest = Digest(text), digest.description == text
    else { return nil }
    self.init(algorithm: algorithm, digest: digest)
  }

  /// `{ alg, digest }`, as statements carry it.
  public var json: JSONValue {
    .object([("alg", .string(algorithm.rawValue)), ("digest", .string(digest.description))])
  }

  /// `sm3:` and 64 hexadecimal digits.
  public var description: String { "\(algorithm.rawValue):\(digest)" }
}
