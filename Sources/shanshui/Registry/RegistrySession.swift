import Actions
import Foundation
import Journal
import RegistryDesk
import Store

/// One call of the program at a registry.
struct RegistrySession {
  let place: RegistryPlace
  let words: Words
  let arguments: Arguments
  let chance: Chance
  let clock: @Sendable () -> Moment

  init(place: RegistryPlace, words: Words, arguments: Arguments) throws {
    (self.place, self.words, self.arguments) = (place, words, arguments)
    let seed = try words.number("--chance", least: 0)
    chance = seed.map { Chance(seed: UInt64($0)) } ?? Chance()
    let fixed = try words.moment("--at")
    clock = { fixed ?? .now }
  }

  func run(_ word: String) throws -> ExitCode {
    switch word {
    case "init": return try found()
    case "load": return try load()
    case "import": return try bringIn()
    case "restore": return try restore()
    case "migrate": return try migrate()
    case "keys": return try keys()
    case "backup": return try backUp()
    case "reverse": return try reverse()
    case "withdraw-statement": return try withdrawStatement()
    default: break
    }
    if let verb = Verb.find(word) { return try ask(verb) }
    guard let look = looks[word] else {
      throw UsageError(message: "没有“\(word)”· there is no verb \(word)")
    }
    let window = try Window(place)
    defer { window.close() }
    return try look(window)
  }

  /// What is only looked at: beside the writer, or at a server that follows.
  private var looks: [String: (Window) throws -> ExitCode] {
    [
      "balance": balance, "history": history, "accounts": accounts, "claims": claims, "proposals": proposals,
      "freezes": freezes,
      "fate": fate, "digest": digest,
      "export": export, "statement": statement,
    ]
  }

  private func found() throws -> ExitCode {
    try words.end(after: 1)
    let plan = try self.plan(title: try words.operand(0, "TITLE"))
    var chance = chance
    try Desk.found(plan, at: place, chance: &chance, clock: clock)
    Terminal.write([
      "已建立登记簿“\(plan.title)”· founded the registry",
      "登记人 registrar \(plan.registrar.person)@\(plan.registrar.organisation)，"
        + "审批人 authority \(plan.authority.person)@\(plan.authority.organisation)",
    ])
    return .done
  }

  /// Who keeps a new registry, and by which rules.
  func plan(title: String) throws -> FoundingPlan {
    let rules = try words["--rules"] ?? Home.find(arguments).packs.appending(path: "registry/plain").path
    return FoundingPlan(
      title: title, registrar: try FoundingPlan.Seat(words.required("--registrar")),
      authority: try FoundingPlan.Seat(words.required("--authority")),
      files: try AdoptedRules.files(in: rules, calendar: words["--calendar"]))
  }

  /// Options that may stand behind every verb.
  private static let common: Set = ["--registry", "--as", "--key", "--at", "--chance", "--json"]

  private func ask(_ verb: Verb) throws -> ExitCode {
    try verb.checkOptions(of: words, besides: Self.common)
    let desk = try Desk(place, clock: clock)
    defer { desk.close() }
    var chance = try chance(for: desk)
    let action = try desk.read { try verb.action(words, $0, &chance) }
    let request = AskedFor(action: action, actor: try words.required("--as"), key: try words.key("--key"))
    return say(try desk.ask(request, chance: &chance, at: clock()))
  }

  /// A seed gives other numbers for each entry of the journal.
  private func chance(for desk: Desk) throws -> Chance {
    guard let seed = try words.number("--chance", least: 0) else { return Chance() }
    let sequence = try desk.view { try $0.sequence() }
    return Chance(seed: UInt64(seed) &* 1_000_003 &+ sequence)
  }

  func say(_ spoken: Spoken) -> ExitCode {
    if spoken.hasHappened { Terminal.write(spoken.lines) } else { Terminal.complain(spoken.lines) }
    return spoken.hasHappened ? .done : .failed
  }

  private func reverse() throws -> ExitCode {
    try words.end(after: 2)
    let desk = try Desk(place, clock: clock)
    defer { desk.close() }
    let index: UInt32 = words.operands.count > 1 ? try words.number(1, "FACT") : 0
    let action = try desk.reversal(
      of: try words.number(0, "ENTRY"), fact: index, reason: try words.required("--reason"))
    var chance = try chance(for: desk)
    let request = AskedFor(action: action, actor: try words.required("--as"), key: try words.key("--key"))
    return say(try desk.ask(request, chance: &chance, at: clock()))
  }
}
