/// Whether an answer that a client holds already is still good (RFC 9110, section 13).
enum Precondition {
  /// Whether 304 is to be answered.
  ///
  /// - Parameters:
  ///   - tag: The entity tag of the answer, with its quotes; empty for none.
  ///   - changed: When the answer last changed, in seconds since 1970; `nil` when nobody knows.
  static func isUnchanged(_ headers: [String: String], tag: String, changed: Int?) -> Bool {
    if let wanted = headers["if-none-match"] { return matches(wanted, tag) }
    guard let changed, let since = headers["if-modified-since"].flatMap(HTTPDate.seconds) else {
      return false
    }
    return changed <= since
  }

  /// Whether a part may be sent: without `If-Range`, or when it names the same bytes.
  static func allowsPart(_ headers: [String: String], tag: String, changed: Int?) -> Bool {
    guard let named = headers["if-range"] else { return true }
    if named.hasPrefix("\"") { return named == tag }
    return changed != nil && HTTPDate.seconds(named) == changed
  }

  /// Compares weakly: `W/` in front is of no matter.
  private static func matches(_ field: String, _ tag: String) -> Bool {
    guard !tag.isEmpty else { return false }
    if field == "*" { return true }
    let bare = strong(tag[...])
    return field.split(separator: ",").contains { strong($0.drop { $0 == " " }) == bare }
  }

  private static func strong(_ tag: Substring) -> Substring {
    let trimmed = tag.last == " " ? tag.dropLast() : tag
    return trimmed.hasPrefix("W/") ? trimmed.dropFirst(2) : trimmed
  }
}
