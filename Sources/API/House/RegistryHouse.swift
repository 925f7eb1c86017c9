public import Access
public import Actions
public import Journal
internal import Parties
public import RegistryDesk
internal import Synchronization

/// What pages and API stand on: the registry's desk, the door, and what a server was told.
public final class RegistryHouse: Sendable {
  /// What the server was told.
  public struct Settings: Sendable {
    public let place: RegistryPlace
    /// Rules that a new registry adopts.
    public let rules: @Sendable () throws -> [AdoptedFile]
    /// Whether browsers come by TLS, which ends before this server: cookies are then sent by TLS alone.
    public let isBehindTLS: Bool
    /// Signs statements of accounts; `nil` when no keys were opened.
    public let signer: StatementSigner?
    public let clock: @Sendable () -> Moment

    /// Settings of their parts.
    public init(
      place: RegistryPlace, rules: @escaping @Sendable () throws -> [AdoptedFile], isBehindTLS: Bool = false,
      signer: StatementSigner? = nil, clock: @escaping @Sendable () -> Moment = { .now }
    ) {
      (self.place, self.rules, self.isBehindTLS) = (place, rules, isBehindTLS)
      (self.signer, self.clock) = (signer, clock)
    }
  }

  private struct State: Sendable {
    var desk: Desk?
    /// The table of who may do what, as the adopted rules make it.
    var table: AccessTable?
    /// What the terminal showed; `nil` when set-up is done.
    var code: EnrolmentCode?
  }

  public let settings: Settings
  public let door: Door
  /// Rings with each entry that a page or a program has made.
  public let bell = Bell()
  private let state: Mutex<State>
  /// One set-up at a time.
  let settingUp = Mutex<Bool>(false)

  /// A house over a registry, which need not be there yet.
  ///
  /// - Throws: A fault of the store or of the access file; ``DeskRefusal`` when the access file is another
  ///   registry's.
  public init(_ settings: Settings, door: Door) throws {
    (self.settings, self.door) = (settings, door)
    let isThere = try settings.place.isThere()
    let desk = isThere ? try Desk(settings.place, clock: settings.clock) : nil
    var state = State(desk: desk)
    if let desk { state.table = try Self.table(of: desk, door: door) }
    if try desk == nil || !door.file.hasCredentials() { state.code = .new(door.chance) }
    self.state = Mutex(state)
  }

  private static func table(of desk: Desk, door: Door) throws -> AccessTable {
    let (founding, rules) = try desk.read { ($0.world.founding, $0.world.rules.actions) }
    if let founding, try !door.file.belongs(to: founding.identity) {
      throw DeskRefusal(
        zh: "登录文件 \(door.file.path) 属于另一登记簿", en: "the access file \(door.file.path) is another registry's")
    }
    return AccessTable(rules: rules)
  }

  /// The code that set-up asks for: to be shown on the terminal, and nowhere else. `nil` when set-up is done.
  public var setUpCode: EnrolmentCode? { state.withLock { $0.code } }

  /// The desk; `nil` before the registry was founded.
  public var desk: Desk? { state.withLock { $0.desk } }

  /// The table of who may do what; before the founding, that of a registry without rules.
  public var table: AccessTable { state.withLock { $0.table } ?? AccessTable(rules: ActionTable([])) }

  /// Whether set-up is awaited, and nothing else is answered.
  public var awaitsSetUp: Bool { setUpCode != nil }

  /// Takes a founded registry in.
  func open(_ desk: Desk) throws {
    let table = try Self.table(of: desk, door: door)
    state.withLock { ($0.desk, $0.table) = (desk, table) }
  }

  /// Set-up is done when somebody can log in: from then on the code opens nothing.
  public func endSetUpIfDone() throws {
    guard awaitsSetUp, try door.file.hasCredentials() else { return }
    state.withLock { $0.code = nil }
  }

  /// Ends the use.
  public func close() {
    desk?.close()
    door.file.close()
  }
}
