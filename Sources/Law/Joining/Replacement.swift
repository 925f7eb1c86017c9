/// Packs as they are read together: a name that a pack defines anew (`replaces`) is gone from those it uses.
struct Replacement {
  /// In the order in which they were given, each after those it uses.
  private(set) var packs: [Pack] = []
  private(set) var problems: [Problem] = []

  init(_ ordered: [Pack]) {
    for pack in ordered {
      for reference in pack.head.replaces { replace(reference, by: pack) }
      for settlement in pack.head.settles { settle(settlement) }
      let used = Set(pack.head.uses.map(\.name))
      problems += pack.head.takes.filter { !used.contains($0.name) }.map { Self.notUsed($0, used) }
      packs.append(pack)
    }
  }

  private mutating func replace(_ reference: Reference, by pack: Pack) {
    let name = reference.name
    let sections = PackSection.allCases.filter { pack.names(in: $0).contains(name) }
    guard !sections.isEmpty else {
      problems.append(
        reference.place.problem(
          .uses, Label(zh: "本包没有写“\(name)”", en: "this pack does not define \"\(name)\""),
          remedy: Label(
            zh: "在本包写出新的 \(name)，或从 replaces 删去", en: "define it anew here, or take it out of replaces")))
      return
    }
    let isThere = packs.contains { other in sections.contains { other.names(in: $0).contains(name) } }
    guard isThere else {
      let all = packs.flatMap { other in sections.flatMap(other.names) }
      let near = nearest(name, among: all.sorted())
      problems.append(
        reference.place.problem(
          .uses,
          Label(zh: "所用的包没有“\(name)”，无可替换", en: "no used pack has \"\(name)\": there is nothing to replace"),
          remedy: near.map { Label(zh: "是否想写 \($0)？", en: "did you mean \($0)?") }
            ?? Label(zh: "从 replaces 删去", en: "take it out of replaces")))
      return
    }
    packs = packs.map { $0.without(name, in: sections) }
  }

  /// The choice becomes the one that holds unless a region makes another.
  private mutating func settle(_ settlement: Pack.Settlement) {
    let reference = settlement.variant
    let variants = packs.flatMap(\.variants)
    guard let variant = variants.first(where: { $0.name == reference.name }) else {
      problems.append(
        Self.unknown(
          reference, Label(zh: "所用的包没有变体", en: "no used pack has the variant"), variants.map(\.name)))
      return
    }
    guard variant.choices.contains(where: { $0.id == settlement.choice.name }) else {
      let what = Label(zh: "变体 \(variant.name) 没有选项", en: "the variant \(variant.name) has no choice")
      problems.append(Self.unknown(settlement.choice, what, variant.choices.map(\.id)))
      return
    }
    packs = packs.map { $0.settled(settlement) }
  }

  private static func unknown(_ reference: Reference, _ what: Label, _ known: [String]) -> Problem {
    let list = known.joined(separator: " | ")
    return reference.place.problem(
      .uses, Label(zh: "\(what.zh)“\(reference.name)”", en: "\(what.en) \"\(reference.name)\""),
      remedy: Label(zh: "写 \(list) 之一", en: "write one of \(list)"))
  }

  private static func notUsed(_ reference: Reference, _ used: Set<String>) -> Problem {
    reference.place.problem(
      .uses,
      Label(
        zh: "takes 写了“\(reference.name)”，uses 没有", en: "takes names \"\(reference.name)\", uses does not"),
      remedy: Label(
        zh: "写 \(used.sorted().joined(separator: " | ")) 之一，或加进 uses",
        en: "write one of \(used.sorted().joined(separator: " | ")), or add it to uses"))
  }
}

/// The sections of a pack whose entries another pack may define anew.
enum PackSection: CaseIterable {
  case codes, parameters, tables, inputs, checks, formulas, variants
}

extension Pack {
  /// The names that a section defines.
  func names(in section: PackSection) -> [String] {
    switch section {
    case .codes: codes.map(\.name)
    case .parameters: parameters.map(\.name)
    case .tables: tables.map(\.name)
    case .inputs: inputs.map(\.name)
    case .checks: checks.map(\.name)
    case .formulas: formulas.map(\.name)
    case .variants: variants.map(\.name)
    }
  }

  /// The pack without the entry of that name in those sections; its texts stay what they are.
  func without(_ name: String, in sections: [PackSection]) -> Pack {
    func kept<Entry>(_ entries: [Entry], _ section: PackSection, _ own: (Entry) -> String) -> [Entry] {
      sections.contains(section) ? entries.filter { own($0) != name } : entries
    }
    return Pack(
      head: head, codes: kept(codes, .codes, \.name), parameters: kept(parameters, .parameters, \.name),
      tables: kept(tables, .tables, \.name), inputs: kept(inputs, .inputs, \.name),
      checks: kept(checks, .checks, \.name), formulas: kept(formulas, .formulas, \.name),
      variants: kept(variants, .variants, \.name), indicators: indicators, doubleCounts: doubleCounts,
      cases: cases, forms: forms, files: files, lost: lost)
  }

  /// The pack with a choice made that it leaves open, or makes otherwise.
  func settled(_ settlement: Settlement) -> Pack {
    let made = variants.map { $0.name == settlement.variant.name ? $0.settled(settlement) : $0 }
    return Pack(
      head: head, codes: codes, parameters: parameters, tables: tables, inputs: inputs, checks: checks,
      formulas: formulas, variants: made, indicators: indicators, doubleCounts: doubleCounts, cases: cases,
      forms: forms, files: files, lost: lost)
  }

  /// The indicators by which the pack accounts: those of the packs that it takes, and its own, which stand in
  /// the place of taken ones of the same id.
  func accounted(among packs: [Pack]) -> [Indicator] {
    let others = packs.filter { $0.id != id }
    let taken = head.takes.flatMap { reference in
      others.first { $0.id == reference.name }?.accounted(among: others) ?? []
    }
    var places: [String: Int] = [:]
    var all: [Indicator] = []
    for indicator in taken + indicators {
      if let place = places[indicator.id] {
        all[place] = indicator
      } else {
        places[indicator.id] = all.count
        all.append(indicator)
      }
    }
    return all
  }
}

extension Variant {
  fileprivate func settled(_ settlement: Pack.Settlement) -> Variant {
    Variant(
      name: name, label: label, defines: defines, defaultChoice: settlement.choice.name, choices: choices,
      source: settlement.source, place: place)
  }
}
