public import Journal
public import Law

/// What is stated of a block of a journal, so that who holds the statement can tell any later change of the
/// journal up to it.
public enum BlockSeal {
  /// The body of a statement over a block's header.
  ///
  /// - Parameter registry: The registry's name, as it stands in its statements.
  public static func body(of header: BlockHeader, registry: String) -> JSONValue {
    let digest = NamedDigest(algorithm: .sm3, digest: header.digest(by: .sm3))
    let last = header.firstSequence + UInt64(header.count) - 1
    return .object([
      ("kind", .string("block")), ("registry", .string(registry)), ("block", .string(String(header.number))),
      ("sequence", .string(String(last))), ("moment", .string(String(header.moment.milliseconds))),
      ("digest", digest.json),
    ])
  }

  /// Whether a statement's body is about a header, and about just this one.
  public static func matches(_ body: JSONValue, _ header: BlockHeader, registry: String) -> Bool {
    body.canonical() == self.body(of: header, registry: registry).canonical()
  }
}
