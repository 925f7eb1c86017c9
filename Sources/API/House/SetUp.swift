public import Access
internal import Journal
internal import RegistryDesk
internal import Synchronization

/// What the first visitor says: the code that the terminal showed, and who keeps the registry.
public struct SetUp: Sendable {
  public let code: String
  public let title: String
  /// `person@organisation` that keeps the registry and makes the ways in of others.
  public let registrar: String
  /// `person@organisation` of another organisation that approves.
  public let authority: String
  public let passwords: (String, String)

  /// A set-up of its parts.
  public init(code: String, title: String, registrar: String, authority: String, passwords: (String, String))
  {
    (self.code, self.title) = (code, title)
    (self.registrar, self.authority, self.passwords) = (registrar, authority, passwords)
  }
}

/// What set-up made.
public struct SetUpOutcome: Sendable {
  /// The administrator's session, which awaits the first time code.
  public let session: Session
  /// By which the authority's person comes in.
  public let second: EnrolmentCode
}

extension RegistryHouse {
  /// Founds the registry, or takes one that nobody can log in to, and begins the administrator's enrolment.
  ///
  /// The set-up code holds until the administrator's telephone was proved: whoever breaks off begins again,
  /// with the same people.
  ///
  /// - Throws: ``DoorRefusal`` for code and passwords, ``DeskRefusal`` for the rest.
  public func setUp(_ wish: SetUp, address: String) async throws -> SetUpOutcome {
    // Guessing costs time here as at the door.
    try door.admitSetUp(address: address)
    guard let code = setUpCode, let typed = EnrolmentCode(wish.code), typed.isSame(as: code) else {
      throw DoorRefusal.wrongEnrolment
    }
    try Door.check(wish.passwords)
    let isFree = settingUp.withLock { isBusy in
      defer { isBusy = true }
      return !isBusy
    }
    guard isFree else { throw DoorRefusal.busy }
    defer { settingUp.withLock { $0 = false } }
    let desk = try self.desk ?? found(wish)
    let (first, second) = try seats(wish, at: desk)
    let session = try await door.choose(wish.passwords, for: first, insteadOf: nil)
    let once = try door.file.makeEnrolment(of: second, at: settings.clock(), chance: door.chance)
    return SetUpOutcome(session: session, second: once)
  }

  private func found(_ wish: SetUp) throws -> Desk {
    let plan = FoundingPlan(
      title: wish.title, registrar: try FoundingPlan.Seat(wish.registrar),
      authority: try FoundingPlan.Seat(wish.authority), files: try settings.rules())
    var chance = Chance()
    try Desk.found(plan, at: settings.place, chance: &chance, clock: settings.clock)
    let desk = try Desk(settings.place, clock: settings.clock)
    try open(desk)
    return desk
  }

  /// The two people: the first must be one whom the table lets administer log-ins.
  private func seats(_ wish: SetUp, at desk: Desk) throws -> (UInt32, UInt32) {
    let (table, moment) = (table, settings.clock())
    return try desk.read { names in
      let first = try names.actor(wish.registrar)
      let second = try names.actor(wish.authority)
      let roles = names.roles(of: first.person, in: first.organisation, on: moment.day)
      guard names.mayAct(first.person, for: first.organisation, at: moment),
        table.allows(.administerLogIns, roles: roles)
      else {
        throw DeskRefusal(
          zh: "\(wish.registrar) 不是本登记簿的登记人", en: "\(wish.registrar) is no registrar of this registry")
      }
      guard first.person != second.person else {
        throw DeskRefusal(
          zh: "登记人与审批人须是两个单位的两个人", en: "registrar and authority must be two persons of two organisations")
      }
      return (first.person, second.person)
    }
  }
}
