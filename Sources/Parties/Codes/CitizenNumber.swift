public import Quantities

/// A citizen's identity number (公民身份号码), checked at the door. It never enters the journal.
///
/// Source: GB 11643-1999, by its commonly published formula (its text was not at hand): six digits of the
/// place, eight of the day of birth, three of the sequence (odd: man), and a check character by ISO 7064
/// MOD 11-2.
public struct CitizenNumber: Hashable, Sendable {
  /// What is wrong with a text, in the order of the checks.
  public enum Fault: Error, Hashable, Sendable {
    /// It has not 18 characters.
    case length
    /// A character, counted from 1, is no digit (the last may be X).
    case character(Int)
    /// The day of birth does not exist.
    case birth
    /// The last character is another.
    case check
  }

  /// The 18 characters; X is a capital.
  public let text: String
  /// The day of birth.
  public let birth: Day

  /// Reads a number.
  ///
  /// - Throws: ``Fault`` in the order of its cases.
  public init(_ text: String) throws(Fault) {
    let characters = text.utf8.map { $0 == UInt8(ascii: "x") ? UInt8(ascii: "X") : $0 }
    guard characters.count == 18 else { throw .length }
    let digits = characters.map { Int($0) - 48 }
    if let wrong = digits[..<17].firstIndex(where: { $0 < 0 || $0 > 9 }) { throw .character(wrong + 1) }
    guard Self.checks.contains(characters[17]) else { throw .character(18) }
    func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
    guard let birth = try? Day(year: number(6..<10), month: number(10..<12), day: number(12..<14))
    else { throw .birth }
    let sum = zip(digits, Self.weights).reduce(0) { $0 + $1.0 * $1.1 }
    guard Self.checks[sum % 11] == characters[17] else { throw .check }
    self.birth = birth
    self.text = String(decoding: characters, as: UTF8.self)
  }

  /// Whether a text looks like an identity number, slips and the 15 digits of the first generation included.
  static func resembles(_ text: String) -> Bool {
    let characters = Array(text.utf8)
    guard characters.count == 15 || characters.count == 18 else { return false }
    let isEndFree = characters.count == 18 && [UInt8(ascii: "X"), UInt8(ascii: "x")].contains(characters[17])
    return characters.dropLast(isEndFree ? 1 : 0).allSatisfy { (48...57).contains($0) }
  }

  private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  private static let checks = Array("10X98765432".utf8)
}
