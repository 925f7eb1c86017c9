internal import Actions
internal import Journal
public import Ledger
public import Parties
public import Store

/// A registry's tables at one point of its journal, page by page: for lists, statements and web pages, beside
/// the writer or at a server that follows. A page costs what it shows, however long the journal is.
public struct RegistryPages {
  /// The tables and the journal.
  public let view: any RegistryView
  /// Up to which entry of the journal everything is seen, and nothing behind it.
  public let sequence: UInt64

  /// The pages of what a view sees.
  public init(_ view: any RegistryView) throws {
    self.view = view
    sequence = try view.sequence()
  }

  /// Some things, and where the next page goes on; `nil` when there are no more.
  public struct Page<Item, Cursor> {
    public let items: [Item]
    public let next: Cursor?
  }

  /// An account by its code.
  public func account(_ code: String) throws -> Account {
    let query = TableQuery(Account.shape.name, by: ["code"], equal: [.text(code)], limit: 1)
    if let row = try view.page(query).rows.first { return try Account(row: row) }
    throw DeskRefusal.noAccount(code)
  }

  /// An account by its number.
  public func account(_ number: AccountID) throws -> Account? {
    try row(of: Account.shape, number.number).map { try Account(row: $0) }
  }

  /// A lot by its number.
  public func lot(_ number: LotID) throws -> Lot? {
    try row(of: Lot.shape, number.number).map { try Lot(row: $0) }
  }

  /// A unit by its number.
  public func unit(_ number: UnitID) throws -> AssetUnit? {
    try row(of: AssetUnit.shape, number.number).map { try AssetUnit(row: $0) }
  }

  /// A person or an organisation by its number.
  public func party(_ number: UInt32) throws -> Party? {
    try row(of: Party.shape, number).map { try Party(row: $0) }
  }

  /// Accounts in the order of their numbers.
  ///
  /// - Parameters:
  ///   - owner: The number of a party, whose accounts alone are asked for; `nil` for all.
  ///   - after: The last account of the page before.
  ///   - limit: The most that a page has, from 1.
  public func accounts(
    of owner: UInt32? = nil, after: AccountID? = nil, limit: Int
  ) throws -> Page<Account, AccountID> {
    let number = Cell.integer(Int64(after?.number ?? 0))
    var query = TableQuery(Account.shape.name, after: after == nil ? nil : [number], limit: limit)
    if let owner {
      let owner = Cell.integer(Int64(owner))
      (query.index, query.equal) = (["owner"], [owner])
      query.after = after == nil ? nil : [owner, number]
    }
    let page = try view.page(query)
    let accounts = try page.rows.map { try Account(row: $0) }
    return Page(items: accounts, next: page.next == nil ? nil : accounts.last?.id)
  }

  /// What an account has, lot by lot in the order of their numbers.
  public func holdings(of account: AccountID) throws -> [Holding] {
    var holdings: [Holding] = []
    try eachHolding(of: account) { holdings.append($0) }
    return holdings
  }

  /// Reads the holdings of an account, or of all accounts in the order of their numbers.
  func eachHolding(of account: AccountID?, _ body: (Holding) throws -> Void) throws {
    let key = account.map { [Cell.integer(Int64($0.number))] } ?? []
    try eachRow(TableQuery(Holding.shape.name, equal: key, limit: 1000)) { row in
      try body(try Holding(row: row))
      return true
    }
  }

  /// Reads rows, a page at a time, until there are no more or `body` answers no.
  func eachRow(_ first: TableQuery, _ body: ([Cell]) throws -> Bool) throws {
    var query = first
    repeat {
      let page = try view.page(query)
      for row in page.rows {
        guard try body(row) else { return }
      }
      query.after = page.next
    } while query.after != nil
  }

  /// What the registry is.
  func founding() throws -> Founding? {
    try view.row(of: Founding.shape.name, key: [.integer(0)]).map { try Founding(row: $0) }
  }

  private func row(of shape: TableShape, _ number: UInt32) throws -> [Cell]? {
    try view.row(of: shape.name, key: [.integer(Int64(number))])
  }
}
