/// The unified social credit code of a legal person or other organisation (统一社会信用代码), checked.
///
/// Source: GB 32100-2015, by its commonly published formula (its text was not at hand): 18 characters out
/// of 31 (no I, O, S, V, Z); the check character is 31 − (Σ Cᵢ · 3^(i−1) mod 31). Characters 9 to 17 are the
/// organisation code of GB 11714-1997, which has a check character of its own.
public struct UnifiedCode: Hashable, Sendable, CustomStringConvertible {
  /// What is wrong with a text, in the order of the checks.
  public enum Fault: Error, Hashable, Sendable {
    /// It has not 18 characters.
    case length
    /// A character, counted from 1, is none of the 31, or no digit where the place of registration stands.
    case character(Int)
    /// The check character of the organisation code inside is another.
    case organisationCheck
    /// The last character is another.
    case check
  }

  /// The 18 characters, in capital letters.
  public let description: String

  /// Reads a code; small letters are taken as capitals.
  ///
  /// - Throws: ``Fault`` in the order of its cases.
  public init(_ text: String) throws(Fault) {
    let characters = text.utf8.map { $0 >= 97 && $0 <= 122 ? $0 - 32 : $0 }
    guard characters.count == 18 else { throw .length }
    var values: [Int] = []
    for (index, character) in characters.enumerated() {
      guard let value = Self.alphabet.firstIndex(of: character), !(2..<8).contains(index) || value < 10
      else { throw .character(index + 1) }
      values.append(value)
    }
    guard OrganisationCode.check(of: characters[8..<16]) == characters[16] else { throw .organisationCheck }
    guard Self.alphabet[Self.check(of: values[..<17])] == characters[17] else { throw .check }
    description = String(decoding: characters, as: UTF8.self)
  }

  /// The administrative division of the place of registration: six digits.
  public var division: String { String(description.dropFirst(2).prefix(6)) }

  /// The organisation code inside, nine characters.
  public var organisationCode: String { String(description.dropFirst(8).prefix(9)) }

  private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

  private static func check(of values: ArraySlice<Int>) -> Int {
    var (sum, weight) = (0, 1)
    for value in values {
      sum += value * weight
      weight = weight * 3 % 31
    }
    return (31 - sum % 31) % 31
  }
}

/// The organisation code of GB 11714-1997: eight characters and a check character.
public enum OrganisationCode {
  private static let weights = [3, 7, 9, 10, 5, 8, 4, 2]

  /// The check character behind eight characters (digits and capital letters): 11 − (Σ Cᵢ · Wᵢ mod 11), where
  /// 10 is written X and 11 is written 0. `nil` for other characters or another number of them.
  ///
  /// - Source: GB 11714-1997, by its commonly published formula; its text was not at hand.
  public static func check(of characters: ArraySlice<UInt8>) -> UInt8? {
    guard characters.count == 8 else { return nil }
    var sum = 0
    for (character, weight) in zip(characters, weights) {
      switch character {
      case 48...57: sum += Int(character - 48) * weight
      case 65...90: sum += Int(character - 55) * weight
      default: return nil
      }
    }
    let check = 11 - sum % 11
    return check == 10 ? UInt8(ascii: "X") : UInt8(48 + check % 11)
  }
}
