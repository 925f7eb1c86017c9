public import Journal
internal import SQLiteStore
internal import Store

/// What happened at the door. The texts are lasting.
public enum DoorEvent: String, Hashable, Sendable, CaseIterable {
  case passwordWrong = "password-wrong"
  case passwordRight = "password-right"
  case codeWrong = "code-wrong"
  case loggedIn = "logged-in"
  case loggedOut = "logged-out"
  case throttled
  case enrolmentMade = "enrolment-made"
  case enrolmentWrong = "enrolment-wrong"
  case enrolled
  case tokenMade = "token-made"
  case tokenEnded = "token-ended"
  case changedOrganisation = "changed-organisation"
  case shutOut = "shut-out"
  case passwordChanged = "password-changed"
}

/// One line of the log of log-ins.
public struct LogInLine: Hashable, Sendable {
  public let number: Int64
  public let moment: Moment
  /// The number of the person; 0 for somebody unknown.
  public let person: UInt32
  public let address: String
  public let event: DoorEvent
}

extension AccessFile {
  /// Writes a line.
  public func note(_ event: DoorEvent, person: UInt32, address: String, at moment: Moment) throws {
    try use { connection in
      try connection.change(
        "INSERT INTO log (moment, person, address, event) VALUES (?1, ?2, ?3, ?4)",
        [.moment(moment), .party(person), .text(String(address.prefix(64))), .text(event.rawValue)])
    }
  }

  /// Writes that an attempt had to wait; a flood of them is one line a minute.
  func noteThrottled(person: UInt32, address: String, at moment: Moment) throws {
    let latest = try lines(of: person, limit: 20)
    let since = moment.adding(milliseconds: -60_000)
    let isNoted = latest.contains { $0.event == .throttled && $0.address == address && $0.moment > since }
    if !isNoted { try note(.throttled, person: person, address: address, at: moment) }
  }

  /// The last lines, the newest first.
  ///
  /// - Parameter person: Of one person alone; `nil` for all.
  public func lines(of person: UInt32?, limit: Int) throws -> [LogInLine] {
    try use { connection in
      var lines: [LogInLine] = []
      try connection.eachRow(
        """
        SELECT number, moment, person, address, event FROM log
        WHERE ?1 IS NULL OR person = ?1 ORDER BY number DESC LIMIT ?2
        """, [person.map { .party($0) } ?? .null, .integer(Int64(limit))]
      ) { cells in
        var row = AccessRow(cells)
        let (number, moment, person) = (try row.integer(), try row.moment(), try row.party())
        let address = try row.text()
        if let event = DoorEvent(rawValue: try row.text()) {
          lines.append(
            LogInLine(number: number, moment: moment, person: person, address: address, event: event))
        }
        return true
      }
      return lines
    }
  }
}
