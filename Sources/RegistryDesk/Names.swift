public import Actions
internal import Journal
public import Ledger
internal import Parties
internal import Quantities

/// Finds what people name by codes and amounts, in the state of a registry.
public struct Names {
  public let world: World
  /// The last entry of the journal that the state rests on.
  public let sequence: UInt64

  /// The names in a state.
  public init(_ world: World, at sequence: UInt64) { (self.world, self.sequence) = (world, sequence) }

  /// A unit by its code.
  public func unit(_ code: String) throws(DeskRefusal) -> AssetUnit {
    if let unit = world.book.unit(coded: code) { return unit }
    throw DeskRefusal(zh: "没有单位“\(code)”：先 open-unit", en: "there is no unit \(code): open it by open-unit")
  }

  /// An account by its code.
  public func account(_ code: String) throws(DeskRefusal) -> Account {
    if let account = world.book.account(coded: code) { return account }
    throw .noAccount(code)
  }

  /// A lot by its code.
  public func lot(_ code: String) throws(DeskRefusal) -> Lot {
    if let lot = world.book.lot(coded: code) { return lot }
    throw DeskRefusal(zh: "没有批次“\(code)”：先 open-lot", en: "there is no lot \(code): open it by open-lot")
  }

  /// The number of a party by its code.
  public func party(_ code: String) throws(DeskRefusal) -> UInt32 {
    if let party = world.directory.party(code: code) { return party.number }
    throw .noParty(code)
  }

  /// Who acts, written `person@organisation`, or `person` for somebody's own behalf.
  public func actor(_ text: String) throws(DeskRefusal) -> (person: UInt32, organisation: UInt32) {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    return (try party(parts[0]), parts.count == 2 ? try party(parts[1]) : 0)
  }

  /// Who asks, written as for ``actor(_:)``, at a moment.
  func caller(_ text: String, at moment: Moment) throws(DeskRefusal) -> Caller {
    let (person, organisation) = try actor(text)
    return Caller(person: person, organisation: organisation, moment: moment)
  }

  /// The unit of a lot.
  public func unit(of lot: Lot) -> UnitRules? { world.book.units[lot.terms.unit]?.rules }

  /// An amount of a lot as people write it, `12.5`, in parts.
  public func parts(_ text: String, of lot: Lot) throws(DeskRefusal) -> Int64 {
    guard let unit = unit(of: lot) else { throw DeskRefusal(zh: "批次没有单位", en: "the lot has no unit") }
    return try Self.parts(text, decimals: unit.decimals)
  }

  /// An amount as people write it, in parts of 10^-`decimals`; nothing is rounded.
  public static func parts(_ text: String, decimals: UInt8) throws(DeskRefusal) -> Int64 {
    guard let numeral = try? DecimalNumeral(parsing: text) else {
      throw DeskRefusal(
        zh: "“\(text)”不是数：写成 12.5 的形式，不加逗号和空格",
        en: "\(text) is no number: write it like 12.5, without commas and blanks")
    }
    let shifted = numeral.shifted(by: Int(decimals))
    guard shifted.exponent >= 0 else {
      throw DeskRefusal(
        zh: "“\(text)”的小数位多于 \(decimals) 位：此单位最小到 10^-\(decimals)",
        en: "\(text) has more than \(decimals) decimal places, the most that this unit has")
    }
    var whole = shifted.coefficient
    for _ in 0..<min(shifted.exponent, 20) { whole *= 10 }
    guard shifted.exponent <= 20 || whole == 0, let parts = Int64(exactly: whole) else {
      throw DeskRefusal(zh: "“\(text)”太大，无法计数", en: "\(text) is too large to be counted")
    }
    return parts
  }

  /// Parts as people read them: `12.5000` for 125 000 parts of four decimals.
  public static func text(_ parts: Int64, decimals: UInt8) -> String {
    let digits = String(parts.magnitude)
    let places = Int(decimals)
    let sign = parts < 0 ? "-" : ""
    guard places > 0 else { return sign + digits }
    let filled = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return sign + filled.dropLast(places) + "." + filled.suffix(places)
  }

  /// An amount of a lot as people read it.
  public func text(_ parts: Int64, of lot: Lot) -> String {
    Self.text(parts, decimals: unit(of: lot)?.decimals ?? 0)
  }
}
