public import Journal
public import Law

/// Why somebody does not come in. What was wrong of code, password and person is never told apart.
public enum DoorRefusal: Error, Hashable, Sendable {
  /// Person or password.
  case wrong
  /// The time code, or one that was used before.
  case wrongCode
  /// Too many failures: wait so many seconds.
  case wait(seconds: Int64)
  /// Too many people log in at once.
  case busy
  /// The password that was chosen is too short or too long.
  case unfitPassword
  /// The two texts of the chosen password differ.
  case differentPasswords
  /// The one-time code is not the person's, or has expired.
  case wrongEnrolment

  /// What was wrong and what to do.
  public var label: Label {
    switch self {
    case .wrong: Label(zh: "人员代码或密码不对", en: "person or password is wrong")
    case .wrongCode:
      Label(
        zh: "动态码不对或已用过；请等下一个动态码", en: "the code is wrong or was used before; wait for the next one")
    case .wait(let seconds):
      Label(zh: "失败次数过多，请 \(seconds) 秒后再试", en: "too many failures: try again in \(seconds) seconds")
    case .busy: Label(zh: "登录人数过多，请稍后再试", en: "too many people log in: try again soon")
    case .unfitPassword:
      Label(
        zh: "密码至少 \(Password.fewest) 个字符", en: "a password has at least \(Password.fewest) characters")
    case .differentPasswords: Label(zh: "两次输入的密码不同", en: "the two passwords differ")
    case .wrongEnrolment:
      Label(
        zh: "人员代码或一次性登记码不对，或登记码已过期；请向管理员另取",
        en: "person or one-time code is wrong, or the code has expired; ask the administrator for another one"
      )
    }
  }
}

/// The door: password, then time code; enrolment by a one-time code.
public struct Door: Sendable {
  public let file: AccessFile
  let hardness: PasswordHardness
  let clock: @Sendable () -> Moment
  public let chance: AccessChance
  private let queue = PasswordQueue(most: 32)
  /// What passwords of unknown persons are tried against, so that they take as long.
  let nobody: String

  /// A door over a file.
  ///
  /// It is `nil` when there is no memory to digest a password.
  public init?(
    _ file: AccessFile, hardness: PasswordHardness = .interactive, chance: AccessChance = .system,
    clock: @escaping @Sendable () -> Moment
  ) {
    guard let nobody = Password.hash(chance.bytes(32).hexadecimal, hardness) else { return nil }
    (self.file, self.hardness, self.clock) = (file, hardness, clock)
    (self.chance, self.nobody) = (chance, nobody)
  }

  /// The first step.
  ///
  /// - Parameters:
  ///   - code: What was typed for the person.
  ///   - person: Who that is at the registry; `nil` for nobody who may come in.
  /// - Returns: A session that awaits the time code.
  public func enter(
    code: String, person: UInt32?, password: String, address: String, insteadOf former: Session?
  ) async throws -> Session {
    let subjects = file.subjects(account: code, address: address)
    try admit(subjects, person: person ?? 0, address: address)
    let credential = try person.flatMap { try file.credential(of: $0) }
    let isKnown = credential?.isConfirmed ?? false
    let kept = isKnown ? credential?.password ?? nobody : nobody
    guard let isRight = await queue.run({ Password.isRight(password, for: kept) }) else {
      throw DoorRefusal.busy
    }
    guard isRight, isKnown, let person else {
      try file.note(.passwordWrong, person: person ?? 0, address: address, at: clock())
      throw DoorRefusal.wrong
    }
    try file.note(.passwordRight, person: person, address: address, at: clock())
    // The account stays blamed until the code is right; the address, behind which others sit, does not.
    try file.forgive(subjects.filter { $0.rule == 1 })
    return try file.begin(
      person: person, organisation: 0, .password, insteadOf: former, at: clock(), chance: chance)
  }

  /// The second step: the time code. The session gets a new name.
  ///
  /// - Parameters:
  ///   - code: The person's code at the registry, under which failures are counted.
  ///   - organisation: For whom the person acts; the caller knows that it may.
  public func prove(
    _ digits: String, in session: Session, code: String, organisation: UInt32, address: String
  ) throws -> Session {
    let subjects = file.subjects(account: code, address: address)
    try admit(subjects, person: session.person, address: address)
    let typed = digits.filter { $0 != " " }
    guard session.stage != .open, let credential = try file.credential(of: session.person),
      let step = credential.codes.step(of: typed, at: clock(), after: credential.step),
      try file.useUp(step: step, of: session.person)
    else {
      try file.note(.codeWrong, person: session.person, address: address, at: clock())
      throw DoorRefusal.wrongCode
    }
    try file.forgive(subjects)
    if session.stage == .enrolling {
      try file.endEnrolment(of: session.person)
      try file.note(.enrolled, person: session.person, address: address, at: clock())
    }
    try file.note(.loggedIn, person: session.person, address: address, at: clock())
    try file.sweep(at: clock())
    return try file.begin(
      person: session.person, organisation: organisation, .open, insteadOf: session, at: clock(),
      chance: chance)
  }

  /// Lets an attempt through, counted beforehand, or says how long to wait.
  private func admit(_ subjects: [ThrottleSubject], person: UInt32, address: String) throws {
    let wait = try file.wait(for: subjects, at: clock())
    guard wait == 0 else {
      try file.noteThrottled(person: person, address: address, at: clock())
      throw DoorRefusal.wait(seconds: (wait + 999) / 1000)
    }
    try file.blame(subjects, at: clock())
  }
}

extension Door {
  /// Somebody with a one-time code chooses a password; the telephone is proved next.
  public func enrol(
    code: String, person: UInt32?, by enrolment: String, passwords: (String, String), address: String,
    insteadOf former: Session?
  ) async throws -> Session {
    let subjects = file.subjects(account: code, address: address)
    try admit(subjects, person: person ?? 0, address: address)
    guard let person, let typed = EnrolmentCode(enrolment),
      try file.isEnrolment(typed, of: person, at: clock())
    else {
      try file.note(.enrolmentWrong, person: person ?? 0, address: address, at: clock())
      throw DoorRefusal.wrongEnrolment
    }
    try file.forgive(subjects)
    return try await choose(passwords, for: person, insteadOf: former)
  }

  /// Keeps a chosen password and makes the secret of the time codes.
  public func choose(
    _ passwords: (String, String), for person: UInt32, insteadOf former: Session?
  ) async throws -> Session {
    guard passwords.0 == passwords.1 else { throw DoorRefusal.differentPasswords }
    guard Password.isFit(passwords.0) else { throw DoorRefusal.unfitPassword }
    let (password, hardness) = (passwords.0, hardness)
    guard let kept = await queue.run({ Password.hash(password, hardness) }) ?? nil else {
      throw DoorRefusal.busy
    }
    try file.propose(password: kept, secret: chance.bytes(20), for: person, at: clock())
    return try file.begin(
      person: person, organisation: 0, .enrolling, insteadOf: former, at: clock(), chance: chance)
  }

  /// Somebody inside chooses another password; the telephone stays. Other sessions end.
  ///
  /// - Parameter code: The person's code, under which failures are counted.
  public func change(
    from former: String, to passwords: (String, String), in session: Session, code: String, address: String
  ) async throws -> Session {
    try Self.check(passwords)
    let subjects = file.subjects(account: code, address: address)
    try admit(subjects, person: session.person, address: address)
    guard session.stage == .open, let credential = try file.credential(of: session.person),
      let isRight = await queue.run({ Password.isRight(former, for: credential.password) })
    else { throw DoorRefusal.busy }
    guard isRight else {
      try file.note(.passwordWrong, person: session.person, address: address, at: clock())
      throw DoorRefusal.wrong
    }
    try file.forgive(subjects)
    let (password, hardness) = (passwords.0, hardness)
    guard let kept = await queue.run({ Password.hash(password, hardness) }) ?? nil else {
      throw DoorRefusal.busy
    }
    try file.change(password: kept, of: session.person, at: clock())
    try file.note(.passwordChanged, person: session.person, address: address, at: clock())
    return try file.begin(
      person: session.person, organisation: session.organisation, .open, insteadOf: nil, at: clock(),
      chance: chance)
  }

  /// Counts a try of the set-up code, or says how long to wait.
  public func admitSetUp(address: String) throws {
    try admit(file.subjects(account: "", address: address), person: 0, address: address)
  }

  /// Whether a password would be taken, before anything is made that it should protect.
  public static func check(_ passwords: (String, String)) throws(DoorRefusal) {
    guard passwords.0 == passwords.1 else { throw .differentPasswords }
    guard Password.isFit(passwords.0) else { throw .unfitPassword }
  }

  /// The secret of the time codes, shown while somebody enrols and never again.
  public func codes(in session: Session) throws -> TimeCode? {
    guard session.stage == .enrolling else { return nil }
    return try file.credential(of: session.person)?.codes
  }
}
