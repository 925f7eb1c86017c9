/// The part of a file that a request wants (RFC 9110, section 14).
enum ByteRange: Hashable, Sendable {
  case whole
  /// From the first byte to the last, both included.
  case part(first: Int, last: Int)
  /// No byte of it exists.
  case unsatisfiable

  /// Reads a `Range` field. Units that are not bytes, several ranges at once and what cannot be read mean
  /// the whole file, as the standard allows.
  init(_ field: String?, size: Int) {
    guard let field, field.lowercased().hasPrefix("bytes=") else {
      self = .whole
      return
    }
    let sides = field.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
      .map { $0.filter { $0 != " " } }
    guard sides.count == 2, sides.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }) else {
      self = .whole
      return
    }
    self = Self.between(sides[0], sides[1], size)
  }

  private static func between(_ from: String, _ to: String, _ size: Int) -> ByteRange {
    // What is too long for a number is longer than any file.
    let number = { (text: String) in text.isEmpty ? nil : Int(text) ?? Int.max }
    switch (number(from), number(to)) {
    case (nil, nil): return .whole
    case (nil, .some(let count)):
      return count == 0 || size == 0 ? .unsatisfiable : .part(first: max(0, size - count), last: size - 1)
    case (.some(let first), nil):
      return first >= size ? .unsatisfiable : .part(first: first, last: size - 1)
    case (.some(let first), .some(let last)):
      guard first <= last else { return .whole }
      return first >= size ? .unsatisfiable : .part(first: first, last: min(last, size - 1))
    }
  }
}
