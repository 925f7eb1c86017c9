internal import Access
internal import Actions
public import Journal
internal import Law
public import RegistryDesk
internal import Store

/// Something that a visitor asks of the registry, as forms and the API send it.
public struct Errand: Sendable {
  public let form: VerbForm
  /// What was filled in, by the names of the fields.
  public let values: [String: String]
  /// The key under which it acts once.
  public let key: CommandKey

  /// An errand of its parts.
  public init(_ form: VerbForm, _ values: [String: String], key: CommandKey) {
    (self.form, self.values, self.key) = (form, values, key)
  }
}

extension RegistryHouse {
  /// Asks the registry in a visitor's name, and waits for the answer.
  ///
  /// - Throws: ``DeskRefusal`` for what cannot be asked at all.
  public func ask(_ errand: Errand, for visitor: Visitor, at desk: Desk) async throws -> Receipt {
    // Salts come from the key and this house's own secret, so that the same request has the same bytes.
    var chance = Chance(drawn: door.file.words(for: errand.key, count: 8))
    let action = try action(of: errand, at: desk, &chance)
    let answer = await desk.ask(
      action, person: visitor.person, organisation: visitor.organisation, key: errand.key)
    let receipt = try desk.read { Receipt(answer, to: action, in: $0) }
    if receipt.sequence != nil, !receipt.isRepeat { bell.ring() }
    return receipt
  }

  private func action(of errand: Errand, at desk: Desk, _ chance: inout Chance) throws -> any Action {
    let words = try Words(errand.form, errand.values)
    if errand.form.word == "reverse" {
      let fact: UInt32 = words["--fact"].flatMap { UInt32($0) } ?? 0
      return try desk.reversal(
        of: try words.number(0, "ENTRY"), fact: fact, reason: try words.required("--reason"))
    }
    guard let verb = Verb.find(errand.form.word) else {
      throw DeskRefusal(zh: "没有“\(errand.form.word)”", en: "there is no \(errand.form.word)")
    }
    let start = chance
    let (action, rest) = try desk.read { names in
      var chance = start
      return (try verb.action(words, names, &chance), chance)
    }
    chance = rest
    return action
  }

  /// What became of a visitor's own request; `nil` when it made none under this key.
  public func fate(of key: CommandKey, for visitor: Visitor, at desk: Desk) throws -> Receipt? {
    let entries = try desk.view { view in
      try [key, key.ofProposal].compactMap { key in
        try view.fates(of: [key])[key].map { try view.entry(of: $0) }
      }
    }
    // A request that needs other eyes was refused under its key, and proposed under the one made of it.
    guard let entry = entries.last, entry.person == visitor.person,
      entry.organisation == visitor.organisation
    else { return nil }
    return try desk.read { Receipt(.decided(entry, isRepeat: false), in: $0) }
  }
}
