/// What stands behind the method in a request's first line (RFC 9112, section 3.2), read strictly.
struct RequestTarget: Hashable, Sendable {
  /// Decoded; begins with a slash.
  let path: String
  let query: [NamedValue]

  /// Reads a target.
  ///
  /// - Throws: ``Fault/unreadable(_:)`` for a broken percent sign, a step upward, a control character.
  init(_ raw: some StringProtocol) throws(Fault) {
    let local = Self.withoutAuthority(String(raw))
    let sides = local.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = sides.first, first.hasPrefix("/"), let decoded = URLEncoding.decode(first),
      Self.isPlain(decoded)
    else { throw .unreadable(.target) }
    guard let pairs = URLEncoding.pairs(sides.count == 2 ? sides[1] : "") else {
      throw .unreadable(.query)
    }
    (path, query) = (decoded, pairs)
  }

  /// `http://host/path` is to be read as `/path`.
  private static func withoutAuthority(_ raw: String) -> Substring {
    for scheme in ["http://", "https://"] where raw.lowercased().hasPrefix(scheme) {
      let rest = raw.dropFirst(scheme.count)
      guard let slash = rest.firstIndex(of: "/") else { return "/" }
      return rest[slash...]
    }
    return raw[...]
  }

  /// No step upward or on the spot, no backslash, no control character.
  private static func isPlain(_ path: String) -> Bool {
    guard !path.utf8.contains(where: { $0 < 32 || $0 == 127 || $0 == UInt8(ascii: "\\") }) else {
      return false
    }
    return !path.split(separator: "/").contains { $0 == ".." || $0 == "." }
  }
}
