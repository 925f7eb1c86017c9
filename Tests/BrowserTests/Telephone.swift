import Foundation
import Testing

/// The program for time codes on somebody's telephone (RFC 6238), apart from that of the server: the
/// browser's own Web Crypto makes the HMAC, so that no code of ours stands on both sides.
struct Telephone {
  private let secret: [UInt8]
  private var last = 0

  /// A telephone with a secret as the page shows it: letters of RFC 4648, section 6, in groups.
  init(secret text: String) {
    var (bytes, buffer, count): ([UInt8], UInt32, UInt32) = ([], 0, 0)
    for letter in text {
      guard let value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".firstIndex(of: letter) else { continue }
      let place = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".distance(
        from: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".startIndex, to: value)
      (buffer, count) = (buffer << 5 | UInt32(place), count + 5)
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: buffer >> count))
      }
    }
    secret = bytes
  }

  /// A telephone with the bytes of a secret.
  init(bytes: [UInt8]) { secret = bytes }

  /// Six digits that were not shown before. The server takes those of the next half minute too, so that
  /// nobody waits for more than one.
  mutating func digits(by browser: Browser) throws -> String {
    let now = { Int(Date().timeIntervalSince1970) / 30 }
    let step = max(last + 1, now())
    while now() + 1 < step { Thread.sleep(forTimeInterval: 0.2) }
    last = step
    return try code(step, by: browser)
  }

  /// The last six digits of a half minute's code.
  func code(_ step: Int, by browser: Browser) throws -> String {
    try browser.text(
      """
      (async () => {
        const key = await crypto.subtle.importKey('raw', new Uint8Array(\(secret)),
          {name: 'HMAC', hash: 'SHA-1'}, false, ['sign']);
        const counter = new DataView(new ArrayBuffer(8));
        counter.setBigUint64(0, \(step)n);
        const mac = new DataView(await crypto.subtle.sign('HMAC', key, counter.buffer));
        const number = mac.getUint32(mac.getUint8(19) & 15) & 0x7fffffff;
        return String(number % 1000000).padStart(6, '0');
      })()
      """)
  }
}
