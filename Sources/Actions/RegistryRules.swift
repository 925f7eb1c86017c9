public import Parties

/// The rules that a registry adopted, as its files say them.
public struct RegistryRules: Hashable, Sendable {
  /// The lasting name of the rules: `registry-plain`.
  public let id: String
  /// Roles, other eyes, custody, calendar.
  public let parties: PartyRules
  /// Whether transfers keep business hours, trusted accounts and limits; without it they happen at once.
  public let hasCustody: Bool

  /// Rules of their parts.
  public init(id: String, parties: PartyRules, hasCustody: Bool) {
    (self.id, self.parties, self.hasCustody) = (id, parties, hasCustody)
  }
}
