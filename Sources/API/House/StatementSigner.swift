public import Journal
public import Law
public import Seals

/// Signs statements with a key that was opened when the server began.
public struct StatementSigner: Sendable {
  private let key: SigningKey
  private let chain: CertificateChain?

  /// The present key of a ring.
  public init(_ ring: KeyRing, passphrase: String) throws {
    key = try ring.open(passphrase: passphrase)
    chain = ring.present?.chain
  }

  /// The text of a signed statement.
  public func sign(_ body: JSONValue, at moment: Moment) throws -> String {
    try Statement(body, by: key, chain: chain, at: moment).text
  }
}
