internal import Journal
internal import Parties
internal import SQLiteStore
internal import Seals
internal import Store

/// How long somebody waits who was wrong again and again: nothing at first, then twice as long each time, a
/// quarter of an hour at most. Nobody is shut out for good, so that nobody can shut others out.
struct Throttle {
  /// How many failures cost nothing.
  let free: Int

  /// For one account.
  static let account = Throttle(free: 5)
  /// For one address, behind which a whole office may sit.
  static let address = Throttle(free: 30)

  /// Milliseconds after which failures are forgotten.
  static let memory: Int64 = 86_400_000

  /// Milliseconds to wait after so many failures.
  func wait(after count: Int) -> Int64 {
    guard count > free else { return 0 }
    return min(2000 << Int64(min(count - free - 1, 20)), 900_000)
  }
}

/// Whose failures are counted together.
struct ThrottleSubject: Hashable, Sendable {
  let rule: Int
  /// A keyed digest: people type passwords where codes belong, and no file shall keep them.
  let digest: Digest

  var throttle: Throttle { rule == 0 ? .account : .address }
}

extension AccessFile {
  /// Those whose failures an attempt counts for.
  func subjects(account: String, address: String) -> [ThrottleSubject] {
    [(0, account), (1, address)].map { rule, text in
      ThrottleSubject(
        rule: rule, digest: HashFunction.sm3.keyed(by: pepper, Array("\(rule) \(text)".utf8)))
    }
  }

  /// Milliseconds until an attempt is heard; 0 for at once.
  func wait(for subjects: [ThrottleSubject], at moment: Moment) throws -> Int64 {
    try use { connection in
      try subjects.map { subject in
        let cells = try connection.row(
          "SELECT count, last FROM failures WHERE subject = ?1", [.bytes(subject.digest.bytes)])
        guard let cells else { return 0 }
        var row = AccessRow(cells)
        let count = Int(try row.integer())
        return max(0, try row.integer() + subject.throttle.wait(after: count) - moment.milliseconds)
      }.max() ?? 0
    }
  }

  /// Counts an attempt before it is tried, so that many at once are not all free; ``forgive(_:)`` takes it
  /// back.
  func blame(_ subjects: [ThrottleSubject], at moment: Moment) throws {
    try use { connection in
      for subject in subjects {
        try connection.change(
          """
          INSERT INTO failures (subject, count, last) VALUES (?1, 1, ?2)
          ON CONFLICT (subject) DO UPDATE SET last = ?2,
            count = CASE WHEN last < ?3 THEN 1 ELSE count + 1 END
          """,
          [
            .bytes(subject.digest.bytes), .moment(moment), .integer(moment.milliseconds - Throttle.memory),
          ])
      }
    }
  }

  /// Forgets the failures of an account that somebody came in by, and the one attempt of the address.
  func forgive(_ subjects: [ThrottleSubject]) throws {
    try use { connection in
      for subject in subjects {
        let digest = Cell.bytes(subject.digest.bytes)
        if subject.rule == 0 {
          try connection.change("DELETE FROM failures WHERE subject = ?1", [digest])
        } else {
          try connection.change("DELETE FROM failures WHERE subject = ?1 AND count = 1", [digest])
          try connection.change("UPDATE failures SET count = count - 1 WHERE subject = ?1", [digest])
        }
      }
    }
  }
}
