/// Texts in addresses and forms (RFC 3986, section 2.1; WHATWG URL, section 5).
public enum URLEncoding {
  /// Decodes `%E5%B1%B1`; `nil` for a broken sign or bytes that are no UTF-8.
  ///
  /// - Parameter plusIsBlank: Whether `+` stands for a blank, as in forms and queries.
  public static func decode(_ text: some StringProtocol, plusIsBlank: Bool = false) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8.makeIterator()
    while let byte = rest.next() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = digit(rest.next()), let low = digit(rest.next()) else { return nil }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsBlank: bytes.append(UInt8(ascii: " "))
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  /// Writes a text so that it can stand in a path or a query: all but letters, digits and `-._~` as
  /// percent signs.
  public static func encode(_ text: String) -> String {
    let hex = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The pairs of a query or a form; `nil` when one is broken.
  public static func pairs(_ text: some StringProtocol) -> [NamedValue]? {
    var pairs: [NamedValue] = []
    for part in text.split(separator: "&") {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = decode(sides[0], plusIsBlank: true),
        let value = sides.count == 2 ? decode(sides[1], plusIsBlank: true) : ""
      else { return nil }
      pairs.append(NamedValue(name, value))
    }
    return pairs
  }

  private static func digit(_ byte: UInt8?) -> UInt8? {
    switch byte {
    case .some(let digit) where digit >= 48 && digit <= 57: digit - 48
    case .some(let digit) where digit >= 65 && digit <= 70: digit - 55
    case .some(let digit) where digit >= 97 && digit <= 102: digit - 87
    default: nil
    }
  }
}
