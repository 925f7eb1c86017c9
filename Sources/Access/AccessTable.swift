public import Parties

/// One thing that pages and API can do.
public enum Deed: Hashable, Sendable {
  /// Values of nature, certificates and the registry's title.
  case seePublic
  /// Come to the door: log in, enrol.
  case knock
  /// Who one is, one's own sessions and log-ins; log out.
  case seeSelf
  /// Make and end tokens of one's own.
  case makeTokens
  /// Units and lots.
  case seeLots
  /// Accounts, balances, history and statements of whom one acts for.
  case seeOwnAccounts
  /// Those of everybody.
  case seeAllAccounts
  /// Proposals that one has made, or may approve.
  case seeOwnProposals
  /// All proposals.
  case seeAllProposals
  /// Persons and organisations with their roles.
  case seeParties
  /// Make and end other people's ways in.
  case administerLogIns
  /// Everybody's log-ins.
  case seeLogIns
  /// Approve or reject what others proposed.
  case decide
  /// Take back what one has proposed.
  case withdraw
  /// An action of the registry, by the lines of the adopted rules one of which must let a person ask:
  /// `ledger.transfer`, `office.transfer`.
  case ask([String])
}

/// Who may do what: one table that pages and API both ask.
///
/// Its rows of asking come from the rules that the registry adopted, which the ledger obeys in any case; the
/// others stand here. A role counts in the organisation that somebody acts for.
public struct AccessTable: Sendable {
  /// Who asks.
  public enum Column: Hashable, Sendable {
    /// Somebody who has not logged in.
    case nobody
    /// Somebody who has, whatever the roles.
    case person
    case role(Role)

    /// All columns, in the order of the table.
    public static let all: [Column] = [.nobody, .person] + Role.known.map { .role($0) }
  }

  private let rules: ActionTable

  /// The table of a registry.
  public init(rules: ActionTable) { self.rules = rules }

  /// The rows that stand here, with their columns.
  static let rows: [(deed: Deed, columns: Set<Column>)] = [
    (.seePublic, [.nobody, .person]),
    (.knock, [.nobody, .person]),
    (.seeSelf, [.person]),
    (.makeTokens, [.person]),
    (.seeLots, [.person]),
    (.seeOwnAccounts, [.person]),
    (.seeAllAccounts, [.role(.registrar), .role(.authority), .role(.auditor)]),
    (.seeOwnProposals, [.person]),
    (.seeAllProposals, [.role(.registrar), .role(.authority), .role(.auditor)]),
    (.seeParties, [.role(.registrar), .role(.authority), .role(.auditor)]),
    (.administerLogIns, [.role(.registrar)]),
    (.seeLogIns, [.role(.registrar), .role(.auditor)]),
    (.withdraw, [.person]),
  ]

  /// The columns that may do something; `person` stands for everybody who has logged in.
  public func columns(_ deed: Deed) -> Set<Column> {
    switch deed {
    case .ask(let lines): asking(lines)
    case .decide:
      Set(rules.sorted.flatMap { $0.eyes?.roles ?? [] }.map { .role($0) })
    default: Self.rows.first { $0.deed == deed }?.columns ?? []
    }
  }

  /// Whether somebody may do something.
  ///
  /// - Parameter roles: Those that the person has in the organisation it acts for; `nil` for nobody.
  public func allows(_ deed: Deed, roles: Set<Role>?) -> Bool {
    let columns = columns(deed)
    guard let roles else { return columns.contains(.nobody) }
    return columns.contains(.person) || roles.contains { columns.contains(.role($0)) }
  }

  private func asking(_ names: [String]) -> Set<Column> {
    Set(
      names.compactMap { rules[$0] }.flatMap {
        $0.roles.isEmpty ? [Column.person] : $0.roles.map { .role($0) }
      })
  }
}
