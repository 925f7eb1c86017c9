import Foundation
import GeoFiles
import Testing

/// What must be true of every page in every window.
struct PageChecks {
  let browser: Browser

  /// No line runs out of the window, nothing was forbidden or failed, and a Chinese page is Chinese.
  ///
  /// - Parameters:
  ///   - status: With which the page was answered; the browser logs an error's as a failed load.
  ///   - isStrict: Whether every Latin word must be one of those allowed, and the whole page is pictured.
  func hold(
    _ name: String, isChinese: Bool = true, answeredBy status: Int = 200, isStrict: Bool = false
  ) throws {
    let wide = try browser.run("return document.documentElement.scrollWidth - window.innerWidth") as? Int
    #expect(wide == 0, "\(name): the page is \(wide ?? -1) pixels wider than the \(browser.window.rawValue)")
    let clipped = try browser.text(Self.clipped)
    #expect(clipped.isEmpty, "\(name): clipped: \(clipped)")
    let complaints = try browser.complaints().filter { !$0.contains("status of \(status)") }
    #expect(complaints.isEmpty, "\(name): \(complaints.joined(separator: "; "))")
    if isChinese {
      let words = try browser.run(isStrict ? Self.allWords : Self.ownWords) as? String ?? ""
      let left = isStrict ? Self.strangers(in: words) : Self.latinWords(in: words)
      #expect(left.isEmpty, "\(name): left in English: \(left.joined(separator: ", "))")
    }
    if isStrict { try browser.keepWholePicture(name) } else { try browser.keepPicture(name) }
  }

  /// Texts of controls and headings that do not fit into their boxes.
  private static let clipped = """
    Array.from(document.querySelectorAll('h1, h2, h3, button, a.button, .mark, th, td, label'))
      .filter((one) => one.offsetParent && getComputedStyle(one).position !== 'absolute'
        && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0
        && getComputedStyle(one).display !== 'inline' && !one.closest('.scroll'))
      .map((one) => one.innerText.slice(0, 30)).join(' | ')
    """

  /// What the page says itself: neither formulas nor titles of sources, which are in the words of others, nor
  /// files and packs, which stand beside their digests.
  private static let ownWords = """
    const copy = document.querySelector('main').cloneNode(true);
    copy.querySelectorAll('code, .by, tr:has(.digest), .digest, option')
      .forEach((one) => one.replaceWith(' '));
    return copy.textContent
    """

  /// All that a page says, but for what stands as code: lasting codes of rules, digests, secrets.
  private static let allWords = """
    const copy = document.querySelector('main').cloneNode(true);
    copy.querySelectorAll('code, .digest').forEach((one) => one.replaceWith(' '));
    copy.querySelectorAll('option, li, td, th, dt, dd, p, a, label').forEach((one) => one.append(' '));
    return copy.textContent
    """

  /// Latin words of two letters or more that are none of those allowed.
  static func strangers(in text: String) -> [String] {
    text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map(String.init)
      .filter { $0.count > 1 && $0.contains { $0.isLetter } && !allowed.contains($0) }
      // The digest of a public key, by which people know it.
      .filter { !($0.count == 64 && $0.allSatisfy(\.isHexDigit)) }
  }

  /// Names of formats, algorithms and commands, and the codes that the walk types.
  private static let allowed: Set = Set(
    """
    SM2 SM3 CSV XLSX JSON shanshui access reset ABCD EFGH JKLM NPQR wang dengjisuo
    clerk head v1 office bureau village firm f1 quan
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// Words of Latin letters that are no unit, name, code, formula or file.
  static func latinWords(in text: String) -> [String] {
    text.split { !($0.isLetter || $0.isNumber || "'’-_.".contains($0)) }
      .map { String($0).trimmingCharacters(in: CharacterSet(charactersIn: ".-_'’")) }
      .filter { word in
        word.count > 2 && word.allSatisfy { $0.isASCII && $0.isLetter || $0 == "'" }
          && Self.english.contains(word.lowercased())
      }
  }

  /// Words that English pages of this program have and that no place, unit or code is called by.
  private static let english: Set = Set(
    """
    the and with for not are was this that from have has which account accounts figure figures value values
    zone zones indicator indicators total quantity share area price prices formula formulas
    table tables download downloads report check statement registry click choose show none loading missing
    failed signed holds log login language english chinese year years state draft map flat cells where
    there every each all parameter parameters error what here
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// How many colours a part of a picture has; an empty map has few.
  static func colours(in picture: String, _ window: CellWindow) throws -> Int {
    let raster = try RasterFile(picture)
    let bands = try (1...3).map { try raster.values(band: $0, window, as: .stored) }
    return Set((0..<window.count).map { "\(bands[0][$0]) \(bands[1][$0]) \(bands[2][$0])" }).count
  }
}
