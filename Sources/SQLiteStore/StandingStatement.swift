internal import Journal
internal import Store

/// A text that runs with every commit: its statement is made once and never looked up.
///
/// It belongs to its connection, which ends it before it closes.
final class StandingStatement {
  private let text: String
  private unowned let connection: SQLiteConnection
  private var statement: SQLiteStatement?

  init(_ text: String, on connection: SQLiteConnection) {
    self.text = text
    self.connection = connection
  }

  /// Runs it with values to its end.
  func run(_ values: [Cell] = []) throws(StoreFault) { try ready().run(values) }

  /// The whole number that it answers; 0 when it answers none.
  func number() throws(StoreFault) -> Int64 {
    let statement = try ready()
    defer { statement.reset() }
    guard try statement.step(), case .integer(let value)? = try statement.row().first else { return 0 }
    return value
  }

  /// Lets the statement go.
  func end() { statement = nil }

  private func ready() throws(StoreFault) -> SQLiteStatement {
    if let statement { return statement }
    let made = try connection.statement(text)
    statement = made
    return made
  }
}
