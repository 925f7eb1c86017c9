public import Journal
internal import Parties
internal import SQLiteStore
internal import Seals
internal import Store

/// How far somebody has come at the door.
public enum SessionStage: UInt8, Hashable, Sendable {
  /// The password was right; the time code is awaited.
  case password = 1
  /// Somebody enrols: the password is chosen, the telephone not yet proved.
  case enrolling = 2
  /// Logged in.
  case open = 3
}

/// What a browser is known by while somebody is at the door or inside.
public struct Session: Hashable, Sendable {
  /// The text in the cookie; 256 bits of chance. The file knows its digest alone.
  public let token: String
  /// The number of the person.
  public let person: UInt32
  /// The number of the organisation that the person acts for; 0 on its own behalf.
  public let organisation: UInt32
  public let stage: SessionStage

  /// What every form of this session must send back: nobody can know it who does not know the cookie.
  public var formToken: String {
    HashFunction.sm3.keyed(by: digest, Array("shanshui form 1".utf8)).description
  }

  private var digest: Digest { HashFunction.sm3.digest(Array(token.utf8)) }

  /// Whether a form came out of a page of this session.
  public func isOwn(_ formToken: String?) -> Bool {
    isEqualInConstantTime(Array((formToken ?? "").utf8), Array(self.formToken.utf8))
  }
}

/// How long sessions last.
public struct SessionLimits: Hashable, Sendable {
  /// Milliseconds without a request after which an open session ends.
  let idle: Int64
  /// Milliseconds after which an open session ends in any case.
  let absolute: Int64
  /// Milliseconds that somebody may stand at the door.
  let door: Int64

  /// Half an hour idle, twelve hours in all, ten minutes at the door.
  public static let usual = SessionLimits(idle: 1_800_000, absolute: 43_200_000, door: 600_000)
}

extension AccessFile {
  /// Begins a session; the one that the browser had before, if any, ends. So its name is always new where
  /// somebody comes further in, and nobody can have planted it.
  public func begin(
    person: UInt32, organisation: UInt32, _ stage: SessionStage, insteadOf former: Session?,
    at moment: Moment, chance: AccessChance
  ) throws -> Session {
    let token = chance.bytes(32).hexadecimal
    try use { connection in
      if let former {
        try connection.change("DELETE FROM sessions WHERE digest = ?1", [.session(former.token)])
      }
      try connection.change(
        """
        INSERT INTO sessions (digest, person, organisation, stage, made, seen)
        VALUES (?1, ?2, ?3, ?4, ?5, ?5)
        """,
        [
          .session(token), .party(person), .party(organisation), .integer(Int64(stage.rawValue)),
          .moment(moment),
        ])
    }
    return Session(token: token, person: person, organisation: organisation, stage: stage)
  }

  /// The session of a cookie; `nil` when there is none, or it has ended.
  ///
  /// - Parameter isAwake: Whether a person asks; what a page asks by itself puts off no session's end.
  public func session(
    _ token: String, at moment: Moment, limits: SessionLimits = .usual, isAwake: Bool = true
  ) throws -> Session? {
    guard token.utf8.count == 64 else { return nil }
    return try use { connection in
      let cells = try connection.row(
        "SELECT person, organisation, stage, made, seen FROM sessions WHERE digest = ?1", [.session(token)])
      guard let cells else { return nil }
      var row = AccessRow(cells)
      let (person, organisation) = (try row.party(), try row.party())
      guard let stage = SessionStage(rawValue: UInt8(clamping: try row.integer())) else { return nil }
      let (age, idle) = (
        moment.milliseconds - (try row.integer()), moment.milliseconds - (try row.integer())
      )
      let isOver = stage == .open ? age > limits.absolute || idle > limits.idle : age > limits.door
      guard !isOver else {
        try connection.change("DELETE FROM sessions WHERE digest = ?1", [.session(token)])
        return nil
      }
      // Once a minute is enough; a write for every picture of a page would be none's gain.
      if isAwake, idle > 60_000 {
        try connection.change(
          "UPDATE sessions SET seen = ?2 WHERE digest = ?1", [.session(token), .moment(moment)])
      }
      return Session(token: token, person: person, organisation: organisation, stage: stage)
    }
  }

  /// Ends a session.
  public func end(_ session: Session) throws {
    try use { try $0.change("DELETE FROM sessions WHERE digest = ?1", [.session(session.token)]) }
  }

  /// Takes away what has ended.
  public func sweep(at moment: Moment, limits: SessionLimits = .usual) throws {
    try use { connection in
      try connection.change(
        "DELETE FROM sessions WHERE made < ?1 OR seen < ?2 OR (stage < 3 AND made < ?3)",
        [
          .integer(moment.milliseconds - limits.absolute),
          .integer(moment.milliseconds - limits.idle - 60_000),
          .integer(moment.milliseconds - limits.door),
        ])
      try connection.change("DELETE FROM enrolments WHERE expires < ?1", [.moment(moment)])
      try connection.change("DELETE FROM tokens WHERE expires < ?1", [.moment(moment)])
      try connection.change(
        "DELETE FROM failures WHERE last < ?1", [.integer(moment.milliseconds - Throttle.memory)])
    }
  }
}

extension Cell {
  /// What the file knows of a secret text.
  static func session(_ token: String) -> Cell {
    .bytes(HashFunction.sm3.digest(Array(token.utf8)).bytes)
  }
}

extension [UInt8] {
  /// Small hexadecimal digits.
  var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
