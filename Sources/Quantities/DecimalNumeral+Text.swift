/// Why a text is not a decimal number, in the order the checks run.
public enum NumeralRefusal: Error, Hashable, Sendable {
  /// There is no text.
  case empty
  /// At this place (characters, from 0) stands something that does not belong into a decimal number.
  case unexpected(text: String, at: Int)
  /// More than 36 digits.
  case tooLong(text: String)
  /// More decimal places than the unit counts.
  case tooFine(text: String, decimals: Int)
  /// The unit behind the number is none of the known ones.
  case unknownScale(text: String)
  /// The number is larger than can be counted.
  case overflow(text: String)
}

extension NumeralRefusal: CustomStringConvertible {
  public var description: String {
    switch self {
    case .empty: "缺少数字 · a number is missing"
    case .unexpected(let text, let place):
      "“\(text)”第 \(place + 1) 个字符不能出现在数字里:只写数字、一个小数点和负号,不写空格和千分位"
        + " · character \(place + 1) does not belong: write digits, one point and a minus sign only"
    case .tooLong(let text): "“\(text)”超过 36 位数字 · more than 36 digits"
    case .tooFine(let text, let decimals): "“\(text)”小数超过 \(decimals) 位 · more than \(decimals) decimals"
    case .unknownScale(let text): "“\(text)”的单位不是元、万元或亿元 · the unit is not 元, 万元 or 亿元"
    case .overflow(let text): "“\(text)”超出可记范围 · larger than can be counted"
    }
  }
}

extension DecimalNumeral {
  /// Reads a plain decimal number: an optional minus, digits, an optional point with digits after it.
  ///
  /// Spaces, grouping marks, a plus sign, exponents, full-width digits, needless leading zeros and a bare
  /// point are refused: a text that could be read in two ways is asked again.
  ///
  /// - Throws: ``NumeralRefusal`` with the first place that does not belong.
  public init(parsing text: some StringProtocol) throws(NumeralRefusal) {
    if text.isEmpty { throw .empty }
    var reader = NumeralReader(text: String(text))
    self = try reader.read()
  }
}

/// Walks over a text once, character by character, so that a refusal can name the place.
private struct NumeralReader {
  let text: String
  let characters: [Character]
  var place = 0
  var digits: Int128 = 0
  var count = 0

  init(text: String) {
    self.text = text
    characters = Array(text)
  }

  mutating func read() throws(NumeralRefusal) -> DecimalNumeral {
    let negative = characters[0] == "-"
    if negative { place = 1 }
    let start = place
    let whole = try readDigits()
    if whole > 1, characters[start] == "0" { throw .unexpected(text: text, at: start) }
    var decimals = 0
    if place < characters.count, characters[place] == "." {
      place += 1
      decimals = try readDigits()
    }
    guard place == characters.count else { throw .unexpected(text: text, at: place) }
    return DecimalNumeral(coefficient: negative ? -digits : digits, exponent: -decimals)
  }

  /// Takes the digits that stand here and returns how many; at least one must.
  mutating func readDigits() throws(NumeralRefusal) -> Int {
    let start = place
    while place < characters.count, let digit = plainDigit(characters[place]) {
      count += 1
      if count > 36 { throw .tooLong(text: text) }
      digits = digits * 10 + Int128(digit)
      place += 1
    }
    if place == start { throw .unexpected(text: text, at: place) }
    return place - start
  }

  /// The value of an ASCII digit; full-width and other digits are not taken.
  func plainDigit(_ character: Character) -> UInt8? {
    guard let code = character.asciiValue, (48...57).contains(code) else { return nil }
    return code - 48
  }
}
