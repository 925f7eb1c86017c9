public import Journal
internal import SQLiteStore
internal import Store

/// What a program may do that carries a token.
public enum TokenScope: UInt8, Hashable, Sendable, CaseIterable {
  /// Look, and nothing else.
  case read = 1
  /// All that its person may do at the registry; never anything about log-ins and tokens.
  case act = 2
}

/// A token by which a program acts for a person.
public struct AccessToken: Hashable, Sendable {
  public let number: Int64
  public let person: UInt32
  public let organisation: UInt32
  /// What its maker called it.
  public let name: String
  public let scope: TokenScope
  public let made: Moment
  public let expires: Moment
}

extension AccessFile {
  /// The most days that a token holds.
  public static let mostTokenDays: Int64 = 366

  /// Makes a token. Its text is told this once; the file has a digest.
  public func makeToken(
    for session: Session, name: String, scope: TokenScope, days: Int64, at moment: Moment,
    chance: AccessChance
  ) throws -> String {
    let text = "shs_" + chance.bytes(32).hexadecimal
    let expires = moment.adding(milliseconds: min(max(days, 1), Self.mostTokenDays) * 86_400_000)
    try use { connection in
      try connection.change(
        """
        INSERT INTO tokens (digest, person, organisation, name, scope, made, expires)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """,
        [
          .session(text), .party(session.person), .party(session.organisation), .text(name),
          .integer(Int64(scope.rawValue)), .moment(moment), .moment(expires),
        ])
    }
    return text
  }

  /// The token of a text; `nil` when there is none, or it has ended.
  public func token(_ text: String, at moment: Moment) throws -> AccessToken? {
    guard text.hasPrefix("shs_"), text.utf8.count == 68 else { return nil }
    return try tokens(where: "digest = ?1", [.session(text)]).first { $0.expires > moment }
  }

  /// The tokens of a person.
  public func tokens(of person: UInt32) throws -> [AccessToken] {
    try tokens(where: "person = ?1", [.party(person)])
  }

  /// Ends a token of a person; no when there is none of this number.
  public func endToken(_ number: Int64, of person: UInt32) throws -> Bool {
    try use { connection in
      try connection.row(
        "DELETE FROM tokens WHERE number = ?1 AND person = ?2 RETURNING number",
        [.integer(number), .party(person)]) != nil
    }
  }

  private func tokens(where condition: StaticString, _ values: [Cell]) throws -> [AccessToken] {
    try use { connection in
      var tokens: [AccessToken] = []
      try connection.eachRow(
        """
        SELECT number, person, organisation, name, scope, made, expires FROM tokens
        WHERE \(condition) ORDER BY number
        """, values
      ) { cells in
        var row = AccessRow(cells)
        let (number, person, organisation) = (try row.integer(), try row.party(), try row.party())
        let (name, scope) = (try row.text(), TokenScope(rawValue: UInt8(clamping: try row.integer())))
        let (made, expires) = (try row.moment(), try row.moment())
        guard let scope else { throw StoreFault(.damaged, "tokens") }
        tokens.append(
          AccessToken(
            number: number, person: person, organisation: organisation, name: name, scope: scope,
            made: made, expires: expires))
        return true
      }
      return tokens
    }
  }
}
