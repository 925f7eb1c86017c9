public import Journal
internal import SQLiteStore
internal import Seals
internal import Store

/// By what a person is known at the door.
struct Credential {
  /// What is kept of the password.
  let password: String
  let codes: TimeCode
  /// The last half minute whose code was used.
  let step: Int64
  /// Whether the telephone was proved once.
  let isConfirmed: Bool
}

extension AccessFile {
  /// Whether anybody can log in at all.
  public func hasCredentials() throws -> Bool {
    try use { try $0.number("SELECT count(*) FROM credentials WHERE confirmed = 1") > 0 }
  }

  /// Whether a person can log in.
  public func isEnrolled(_ person: UInt32) throws -> Bool { try credential(of: person)?.isConfirmed ?? false }

  func credential(of person: UInt32) throws -> Credential? {
    try use { connection in
      let cells = try connection.row(
        "SELECT password, secret, step, confirmed FROM credentials WHERE person = ?1", [.party(person)])
      guard let cells else { return nil }
      var row = AccessRow(cells)
      return Credential(
        password: try row.text(), codes: TimeCode(secret: try row.bytes()), step: try row.integer(),
        isConfirmed: try row.integer() == 1)
    }
  }

  /// Keeps a new password and a new secret of codes, which are worth nothing until a code has proved them.
  func propose(password: String, secret: [UInt8], for person: UInt32, at moment: Moment) throws {
    try use { connection in
      try connection.change(
        """
        INSERT INTO credentials (person, password, secret, step, confirmed, changed)
        VALUES (?1, ?2, ?3, 0, 0, ?4)
        ON CONFLICT (person) DO UPDATE SET password = ?2, secret = ?3, step = 0, confirmed = 0, changed = ?4
        """, [.party(person), .text(password), .bytes(secret), .moment(moment)])
      try connection.change("DELETE FROM sessions WHERE person = ?1", [.party(person)])
      try connection.change("DELETE FROM tokens WHERE person = ?1", [.party(person)])
    }
  }

  /// Keeps another password; all sessions of the person end.
  func change(password: String, of person: UInt32, at moment: Moment) throws {
    try use { connection in
      try connection.change(
        "UPDATE credentials SET password = ?2, changed = ?3 WHERE person = ?1",
        [.party(person), .text(password), .moment(moment)])
      try connection.change("DELETE FROM sessions WHERE person = ?1", [.party(person)])
    }
  }

  /// Uses a code up. Two that come at once cannot both use it.
  ///
  /// - Returns: Whether it was the first to use this half minute's code, or a later one's.
  func useUp(step: Int64, of person: UInt32) throws -> Bool {
    try use { connection in
      try connection.row(
        "UPDATE credentials SET step = ?2, confirmed = 1 WHERE person = ?1 AND step < ?2 RETURNING person",
        [.party(person), .integer(step)]) != nil
    }
  }

  /// Whether a person has ever come in. Who has is let in anew by the owner of the machine alone: an
  /// administrator who could do it would be every other pair of eyes.
  public func isKnown(_ person: UInt32) throws -> Bool {
    try use { connection in
      try connection.row("SELECT person FROM known WHERE person = ?1", [.party(person)]) != nil
    }
  }

  /// Forgets that a person has ever come in, and all by which it did: the owner of the machine lets it in
  /// anew.
  public func reset(_ person: UInt32) throws {
    try shutOut(person)
    try use { try $0.change("DELETE FROM known WHERE person = ?1", [.party(person)]) }
  }

  /// Takes everything away by which a person is known: nobody comes in by it any more.
  public func shutOut(_ person: UInt32) throws {
    try use { connection in
      for table in ["credentials", "enrolments", "sessions", "tokens"] {
        try connection.change("DELETE FROM \(table) WHERE person = ?1", [.party(person)])
      }
    }
  }
}

/// A code that lets a person choose a password once.
public struct EnrolmentCode: Hashable, Sendable, CustomStringConvertible {
  /// 80 bits as 16 letters and digits in groups of four.
  public let description: String

  init(chance: AccessChance) {
    let letters = Base32.encode(chance.bytes(10))
    description = stride(from: 0, to: 16, by: 4).map { String(letters.dropFirst($0).prefix(4)) }
      .joined(separator: "-")
  }

  /// A code as somebody typed it: capitals, blanks and hyphens are of no matter.
  public init?(_ text: String) {
    let letters = text.uppercased().filter { $0 != "-" && $0 != " " }
    guard letters.utf8.count == 16, letters.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
      return nil
    }
    description = stride(from: 0, to: 16, by: 4).map { String(letters.dropFirst($0).prefix(4)) }
      .joined(separator: "-")
  }

  /// A new code.
  public static func new(_ chance: AccessChance) -> EnrolmentCode { EnrolmentCode(chance: chance) }

  /// Whether two codes are the same, in a time that does not tell where they differ.
  public func isSame(as other: EnrolmentCode) -> Bool {
    isEqualInConstantTime(Array(description.utf8), Array(other.description.utf8))
  }
}

extension AccessFile {
  /// Milliseconds for which a code holds: three days.
  static let enrolment: Int64 = 259_200_000

  /// Makes a code for a person; a former one is worth nothing any more.
  public func makeEnrolment(of person: UInt32, at moment: Moment, chance: AccessChance) throws
    -> EnrolmentCode
  {
    let code = EnrolmentCode.new(chance)
    try use { connection in
      try connection.change(
        "INSERT OR REPLACE INTO enrolments (person, digest, expires) VALUES (?1, ?2, ?3)",
        [.party(person), .session(code.description), .moment(moment.adding(milliseconds: Self.enrolment))])
    }
    return code
  }

  /// Whether a code is a person's and still holds. It is used up when the telephone is proved.
  func isEnrolment(_ code: EnrolmentCode, of person: UInt32, at moment: Moment) throws -> Bool {
    try use { connection in
      try connection.row(
        "SELECT person FROM enrolments WHERE person = ?1 AND digest = ?2 AND expires >= ?3",
        [.party(person), .session(code.description), .moment(moment)]) != nil
    }
  }

  /// Uses a person's code up: the person has come in.
  func endEnrolment(of person: UInt32) throws {
    try use { connection in
      try connection.change("DELETE FROM enrolments WHERE person = ?1", [.party(person)])
      try connection.change("INSERT OR IGNORE INTO known (person) VALUES (?1)", [.party(person)])
    }
  }
}
