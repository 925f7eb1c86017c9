public import Access
internal import Actions
public import Journal
public import Ledger
public import Parties
public import Quantities
public import RegistryDesk
public import Serving

/// Who asks: a person that has logged in, or a program with a person's token.
public struct Visitor: Sendable {
  public let person: UInt32
  /// For whom; 0 on the person's own behalf.
  public let organisation: UInt32
  /// `person@organisation`.
  public let code: String
  /// The roles that the person has there today.
  public let roles: Set<Role>
  /// `nil` for a token.
  public let session: Session?
  /// `nil` for a session.
  public let token: AccessToken?

  /// The party whose accounts are one's own.
  public var party: UInt32 { organisation == 0 ? person : organisation }
}

extension RegistryHouse {
  /// Who asks by cookie; `nil` for nobody.
  public func visitor(byCookie request: HTTPRequest) throws -> Visitor? {
    guard let session = try session(of: request), session.stage == .open else { return nil }
    return try visitor(session.person, session.organisation, session: session, token: nil)
  }

  /// Who asks by a token in the header field `Authorization: Bearer …` (RFC 6750).
  func visitor(byToken text: String) throws -> Visitor? {
    guard let token = try door.file.token(text, at: settings.clock()) else { return nil }
    return try visitor(token.person, token.organisation, session: nil, token: token)
  }

  /// The name of the cookie; behind TLS browsers hold it to this host and path.
  public var cookieName: String { settings.isBehindTLS ? "__Host-session" : "session" }

  /// The session of a browser, at whatever stage.
  public func session(of request: HTTPRequest) throws -> Session? {
    guard let cookie = request.cookie(cookieName) else { return nil }
    return try door.file.session(cookie, at: settings.clock(), isAwake: !request.isOfPage)
  }

  /// A person in an organisation as the registry knows it today; `nil` when it may not act.
  private func visitor(
    _ person: UInt32, _ organisation: UInt32, session: Session?, token: AccessToken?
  ) throws -> Visitor? {
    let moment = settings.clock()
    return try desk?.read { names in
      guard names.mayAct(person, for: organisation, at: moment) else { return nil }
      return Visitor(
        person: person, organisation: organisation, code: names.seat(person, organisation),
        roles: names.roles(of: person, in: organisation, on: moment.day), session: session, token: token)
    }
  }

  /// Whether somebody may see an account: an own one, or everybody's by role.
  public func may(_ visitor: Visitor, see account: Account) -> Bool {
    account.owner == visitor.party || table.allows(.seeAllAccounts, roles: visitor.roles)
  }
}

extension RegistryDesk.Names {
  /// The roles of a person in an organisation (0: on its own behalf) on a day.
  public func roles(of person: UInt32, in organisation: UInt32, on day: Day) -> Set<Role> {
    let rules = world.rules.actions.sorted
    let known = Set(Role.known + rules.flatMap(\.roles) + rules.flatMap { $0.eyes?.roles ?? [] })
    return known.filter { world.directory.has($0, person: person, organisation: organisation, on: day) }
  }

  /// Whether a person is active and may act for an organisation on a day.
  public func mayAct(_ person: UInt32, for organisation: UInt32, at moment: Moment) -> Bool {
    let directory = world.directory
    guard let somebody = directory.party(person), somebody.kind == .person, somebody.status == .active else {
      return false
    }
    if organisation == 0 { return true }
    guard let body = directory.party(organisation), body.kind.isOrganisation, body.status == .active else {
      return false
    }
    return directory.representation(of: organisation, by: person)?.validity.contains(moment.day) ?? false
  }

  /// `person@organisation` by codes.
  public func seat(_ person: UInt32, _ organisation: UInt32) -> String {
    let first = world.directory.party(person)?.code ?? "\(person)"
    return organisation == 0 ? first : first + "@" + (world.directory.party(organisation)?.code ?? "")
  }
}
