import Foundation
import GeoFiles
import Testing

/// What must be true of every page in every window.
struct PageChecks {
  let browser: Browser

  /// No line runs out of the window, nothing was forbidden or failed, and a Chinese page is Chinese.
  func hold(_ name: String, isChinese: Bool = true) throws {
    let wide = try browser.run("return document.documentElement.scrollWidth - window.innerWidth") as? Int
    #expect(wide == 0, "\(name): the page is \(wide ?? -1) pixels wider than the \(browser.window.rawValue)")
    let clipped = try browser.text(Self.clipped)
    #expect(clipped.isEmpty, "\(name): clipped: \(clipped)")
    let complaints = try browser.complaints()
    #expect(complaints.isEmpty, "\(name): \(complaints.joined(separator: "; "))")
    if isChinese {
      let left = Self.latinWords(in: try browser.run(Self.ownWords) as? String ?? "")
      #expect(left.isEmpty, "\(name): left in English: \(left.joined(separator: ", "))")
    }
    try browser.keepPicture(name)
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
