public import Actions
public import Journal
internal import Parties
internal import Seals
internal import Store

/// The beginning of a registry: its rules, and the first two people of two organisations, so that four
/// eyes can look from the first day on.
public struct FoundingPlan: Sendable {
  /// A person of an organisation, both by the codes that they get.
  public struct Seat: Hashable, Sendable {
    public let person: String
    public let organisation: String

    /// A seat written `person@organisation`.
    public init(_ text: String) throws(DeskRefusal) {
      let parts = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else {
        throw DeskRefusal(zh: "写成 人员@单位 的形式，不是“\(text)”", en: "write person@organisation, not \(text)")
      }
      (person, organisation) = (parts[0], parts[1])
    }
  }

  public let title: String
  public let registrar: Seat
  public let authority: Seat
  public let files: [AdoptedFile]

  /// A plan of its parts.
  public init(title: String, registrar: Seat, authority: Seat, files: [AdoptedFile]) {
    (self.title, self.registrar, self.authority, self.files) = (title, registrar, authority, files)
  }
}

extension Desk {
  /// Makes a registry, and does what the registry itself must do first.
  ///
  /// Until all is done it cannot be opened: what breaks off leaves nothing behind, and what is cut off gives
  /// way to the next making at the same place.
  ///
  /// - Parameter filling: What else belongs to the making.
  public static func found(
    _ plan: FoundingPlan, at place: RegistryPlace, chance: inout Chance,
    clock: @escaping @Sendable () -> Moment, filling: (Desk, inout Chance) throws -> Void = { _, _ in }
  ) throws {
    guard plan.registrar.organisation != plan.authority.organisation,
      plan.registrar.person != plan.authority.person
    else {
      throw DeskRefusal(
        zh: "登记人与审批人须是两个单位的两个人", en: "registrar and authority must be two persons of two organisations")
    }
    guard !plan.title.isEmpty, plan.title.utf8.count <= 200, !plan.title.utf8.contains(where: { $0 < 0x20 })
    else {
      throw DeskRefusal(zh: "名称为空、过长或含控制字符", en: "the title is empty, too long or has control characters")
    }
    let rules = try AdoptedRules.read(plan.files)
    let store = try place.begin(hash: .sm3)
    do {
      let desk = try Desk(place, store: store, rules: rules, clock: clock)
      defer { desk.close() }
      try desk.begin(plan, chance: &chance, at: clock())
      try filling(desk, &chance)
      try store.declareComplete()
    } catch {
      store.close()
      try? place.discardUnfinished()
      throw error
    }
  }

  private func begin(_ plan: FoundingPlan, chance: inout Chance, at moment: Moment) throws {
    let identity = CommandKey(high: chance.next(), low: chance.next())
    try own(FoundRegistry(identity: identity, title: plan.title, files: plan.files), &chance)
    let seats = [(plan.registrar, Role.registrar), (plan.authority, Role.authority)]
    for (seat, role) in seats {
      try own(
        PartyAction(.registerOrganisationWithoutCode(code: seat.organisation, name: seat.organisation)),
        &chance)
      try own(
        RegisterPerson(
          code: seat.person, salt: chance.salt(), document: .other, number: seat.person, person: seat.person),
        &chance)
      let actor = try read { try $0.caller(seat.person + "@" + seat.organisation, at: moment) }
      try own(
        PartyAction(
          .represent(person: actor.person, organisation: actor.organisation, from: moment.day, until: nil)),
        &chance)
      try own(
        PartyAction(
          .grantRole(
            person: actor.person, organisation: actor.organisation, role: role, from: moment.day,
            until: nil)),
        &chance)
    }
  }

  /// What the registry itself does at its founding: as nobody, which no client can be.
  private func own(_ action: any Action, _ chance: inout Chance) throws {
    let key = CommandKey(high: chance.next(), low: chance.next())
    let answer = ask(Request(key: key, person: 0, organisation: 0, action: action))
    let spoken = try say(answer)
    guard spoken.hasHappened else {
      throw DeskRefusal(
        zh: "登记簿未能建立：\(spoken.lines.joined(separator: " "))", en: "the registry could not be founded")
    }
  }
}
