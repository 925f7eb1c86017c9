public import Journal
public import Law
public import Seals

/// Signs statements with a key that was opened when the server began.
public struct StatementSigner: Sendable {
  private let key: SigningKey
  private let chain: CertificateChain?
  /// All keys of the ring with their times, by which statements are checked.
  public let periods: [KeyPeriod]

  /// The present key of a ring.
  public init(_ ring: KeyRing, passphrase: String) throws {
    key = try ring.open(passphrase: passphrase)
    chain = ring.present?.chain
    periods = ring.periods
  }

  /// The text of a signed statement.
  public func sign(_ body: JSONValue, at moment: Moment) throws -> String {
    try Statement(body, by: key, chain: chain, at: moment).text
  }
}
