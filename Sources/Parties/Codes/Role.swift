/// What somebody does in an organisation: a lasting code such as `registrar`. Packs may name further roles.
public struct Role: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Small letters, digits and hyphens, a letter first, at most 32.
  public let description: String

  /// A role by its code; `nil` for a text of another form.
  public init?(_ code: String) {
    guard isCode(code, atMost: 32, capitals: false) else { return nil }
    description = code
  }

  private init(known code: String) { description = code }

  /// Holds units, and may supply them.
  public static let holder = Role(known: "holder")
  /// Owes units.
  public static let demander = Role(known: "demander")
  /// Assesses what was measured.
  public static let assessor = Role(known: "assessor")
  /// Verifies an assessment; never its assessor.
  public static let verifier = Role(known: "verifier")
  /// Keeps the registry.
  public static let registrar = Role(known: "registrar")
  /// Approves as a public authority.
  public static let authority = Role(known: "authority")
  /// Runs a trading venue.
  public static let venueOperator = Role(known: "operator")
  /// Holds and pays money.
  public static let settlementBank = Role(known: "settlement-bank")
  /// Lends on pledges.
  public static let lender = Role(known: "lender")
  /// Stands in for a debt.
  public static let guarantor = Role(known: "guarantor")
  /// Looks after the land in a village.
  public static let inspector = Role(known: "inspector")
  /// Reads all, changes nothing.
  public static let auditor = Role(known: "auditor")
  /// Orders freezes.
  public static let court = Role(known: "court")

  /// The roles that the program itself names, in the order of the list.
  public static let known: [Role] = [
    holder, demander, assessor, verifier, registrar, authority, venueOperator, settlementBank, lender,
    guarantor,
    inspector, auditor, court,
  ]

  public static func < (left: Self, right: Self) -> Bool {
    left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
  }
}

/// Whether a text is a lasting code: ASCII letters, digits and hyphens (points and underscores too where
/// capitals may stand), a letter or, with capitals, a digit first.
func isCode(_ text: String, atMost limit: Int, capitals: Bool) -> Bool {
  let characters = Array(text.utf8)
  guard let first = characters.first, characters.count <= limit else { return false }
  func isSmall(_ byte: UInt8) -> Bool { (97...122).contains(byte) }
  func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
  func isCapital(_ byte: UInt8) -> Bool { capitals && (65...90).contains(byte) }
  guard isSmall(first) || isCapital(first) || (capitals && isDigit(first)) else { return false }
  return characters.allSatisfy {
    isSmall($0) || isDigit($0) || isCapital($0) || $0 == 45 || (capitals && ($0 == 46 || $0 == 95))
  }
}
