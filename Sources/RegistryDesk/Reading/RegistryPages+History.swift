internal import Actions
internal import Journal
public import Ledger
public import Quantities
internal import Store

extension RegistryPages {
  /// The moves of an account, the latest first.
  ///
  /// - Parameters:
  ///   - before: Where the page before ended: its `next`.
  ///   - limit: The most that a page has, from 1.
  public func history(
    of account: AccountID, before: PastMove.Key? = nil, limit: Int
  ) throws -> Page<PastMove, PastMove.Key> {
    // A move is found at either end; one between two states of the account at both.
    var moves: [PastMove.Key: PastMove] = [:]
    for column in ["from_account", "to_account"] {
      let number = Cell.integer(Int64(account.number))
      let page = try view.page(
        TableQuery(
          MoveHistory.shape.name, by: [column], equal: [number], isDescending: true,
          after: before.map { [number] + $0.cells }, limit: limit + 1))
      for row in page.rows {
        let move = try PastMove(row: row)
        moves[move.key] = move
      }
    }
    let latest = moves.values.sorted { $1.key < $0.key }
    let items = Array(latest.prefix(limit))
    return Page(items: items, next: latest.count > limit ? items.last?.key : nil)
  }

  /// Reads the moves of an account, the latest first, until there are no more or `body` answers no.
  func eachMove(of account: AccountID, _ body: (PastMove) throws -> Bool) throws {
    var cursor: PastMove.Key?
    repeat {
      let page = try history(of: account, before: cursor, limit: 500)
      for move in page.items {
        guard try body(move) else { return }
      }
      cursor = page.next
    } while cursor != nil
  }

  /// What an account had at the end of a day in China, or all accounts had: what they have now, and what
  /// happened since taken back. It costs what happened since.
  ///
  /// - Parameters:
  ///   - account: Whose; `nil` for all.
  ///   - day: The day; `nil` for the present.
  public func balances(of account: AccountID? = nil, on day: Day? = nil) throws -> [Balance] {
    var sums: [Balance.Place: Int64] = [:]
    try eachHolding(of: account) { holding in
      for state in LotState.live + LotState.dead where holding[state] != 0 {
        sums[Balance.Place(account: holding.key.account, lot: holding.key.lot, state: state)] = holding[state]
      }
    }
    if let day { try takeBack(after: day, of: account, from: &sums) }
    return sums.filter { $0.value != 0 }.sorted { $0.key < $1.key }
      .map { Balance(place: $0.key, parts: $0.value) }
  }

  private func takeBack(
    after day: Day, of account: AccountID?, from sums: inout [Balance.Place: Int64]
  ) throws {
    let end = Moment(startOf: try day.adding(days: 1))
    func takeBack(_ move: PastMove) -> Bool {
      guard move.moment >= end else { return false }
      for (place, change) in [(move.what.from, -move.what.quantity), (move.what.to, move.what.quantity)]
      where place.account.number != 0 && (account ?? place.account) == place.account {
        let key = Balance.Place(account: place.account, lot: move.what.lot, state: place.state)
        sums[key, default: 0] -= change
      }
      return true
    }
    if let account {
      try eachMove(of: account) { takeBack($0) }
    } else {
      try eachRow(TableQuery(MoveHistory.shape.name, isDescending: true, limit: 1000)) { row in
        takeBack(try PastMove(row: row))
      }
    }
  }
}

/// What an account has, or had, of a lot in a state.
public struct Balance: Hashable, Sendable {
  /// Which account, which lot, which state: the order of lists.
  public struct Place: Hashable, Sendable, Comparable {
    public let account: AccountID
    public let lot: LotID
    public let state: LotState

    /// A place of its parts.
    public init(account: AccountID, lot: LotID, state: LotState) {
      (self.account, self.lot, self.state) = (account, lot, state)
    }

    public static func < (left: Self, right: Self) -> Bool {
      (left.account, left.lot, left.state.rawValue) < (right.account, right.lot, right.state.rawValue)
    }
  }

  public let place: Place
  /// In the smallest parts of the unit; never 0.
  public let parts: Int64
}
