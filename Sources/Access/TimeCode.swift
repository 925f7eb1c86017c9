internal import CCrypto
internal import Journal

/// The codes that a person's telephone shows: six digits that change every half minute (RFC 6238 over
/// HMAC-SHA-1, which is what all such programs know).
public struct TimeCode: Hashable, Sendable {
  /// 20 bytes (RFC 4226, section 4: at least 128 bits, 160 recommended).
  let secret: [UInt8]

  /// Codes of a secret.
  init(secret: [UInt8]) { self.secret = secret }

  /// Seconds for which a code holds.
  public static let interval: Int64 = 30

  /// The half minute of a moment.
  static func step(at moment: Moment) -> Int64 { moment.milliseconds / (interval * 1000) }

  /// The code of a half minute (RFC 4226, section 5.3).
  func code(at step: Int64, digits: Int = 6) -> String {
    var counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * Int64($0))) }
    var digest = [UInt8](repeating: 0, count: 20)
    var length = 0
    let made = EVP_Q_mac(
      nil, "HMAC", nil, "SHA1", nil, secret, secret.count, &counter, counter.count, &digest, digest.count,
      &length)
    guard made != nil, length == 20 else { return "" }
    let offset = Int(digest[19] & 15)
    let value = digest[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7fff_ffff
    let power = (0..<digits).reduce(UInt64(1)) { power, _ in power * 10 }
    let text = String(UInt64(value) % power)
    return String(repeating: "0", count: digits - text.utf8.count) + text
  }

  /// The half minute whose code this is: the present one, the one before or the one after, and later than
  /// the last one used; `nil` when it is none of them.
  func step(of code: String, at moment: Moment, after last: Int64) -> Int64? {
    let present = Self.step(at: moment)
    // All are made and compared, so that time does not tell which one it was.
    let found = (present - 1...present + 1).filter {
      isEqualInConstantTime(Array(self.code(at: $0).utf8), Array(code.utf8))
    }
    return found.first { $0 > last }
  }

  /// The secret as people type it: base32 (RFC 4648, section 6) in groups of four.
  public var text: String {
    let letters = Base32.encode(secret)
    return stride(from: 0, to: letters.count, by: 4).map { start in
      String(letters.dropFirst(start).prefix(4))
    }.joined(separator: " ")
  }

  /// The address that a telephone reads from a picture: `otpauth://totp/…`.
  ///
  /// - Parameters:
  ///   - account: Whose codes these are, `person@organisation`.
  ///   - issuer: The registry's title.
  public func address(account: String, issuer: String) -> String {
    let (account, issuer) = (Base32.percent(account), Base32.percent(issuer))
    return "otpauth://totp/\(issuer):\(account)?secret=\(Base32.encode(secret))&issuer=\(issuer)"
      + "&algorithm=SHA1&digits=6&period=\(Self.interval)"
  }
}

/// Bytes as letters that people can type.
enum Base32 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

  /// Five bits a letter (RFC 4648, section 6), without padding.
  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    var (buffer, count) = (UInt32(0), 0)
    for byte in bytes {
      buffer = buffer << 8 | UInt32(byte)
      count += 8
      while count >= 5 {
        count -= 5
        text.append(letters[Int(buffer >> UInt32(count)) & 31])
      }
    }
    if count > 0 { text.append(letters[Int(buffer << UInt32(5 - count)) & 31]) }
    return String(decoding: text, as: UTF8.self)
  }

  /// A text of letters and digits alone; all else as percent signs (RFC 3986, section 2.1).
  static func percent(_ text: String) -> String {
    let hex = Array("0123456789ABCDEF".utf8)
    let bytes = text.utf8.flatMap { byte -> [UInt8] in
      let isPlain = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
      return isPlain ? [byte] : [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
