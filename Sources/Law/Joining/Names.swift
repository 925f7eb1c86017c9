internal import Formula

/// What a name of a pack stands for.
public enum Named: Sendable {
  case parameter(Parameter)
  case input(InputDeclaration)
  case table(PackTable)
  case formula(PackFormula)
  case check(PackCheck)
  /// The name that a variant defines.
  case defined(Variant)

  /// Where it was declared.
  public var place: Place {
    switch self {
    case .parameter(let it): it.place
    case .input(let it): it.place
    case .table(let it): it.place
    case .formula(let it): it.place
    case .check(let it): it.place
    case .defined(let it): it.place
    }
  }

  /// What it is called by people; nil for a formula without a label.
  public var label: Label? {
    switch self {
    case .parameter(let it): it.label
    case .input(let it): it.label
    case .table(let it): it.label
    case .formula(let it): it.label
    case .check(let it): it.says
    case .defined(let it): it.label
    }
  }
}

/// All names of joined packs; formulas, figures, inputs and tables share one space of names.
public struct Names: Sendable {
  /// What each name stands for.
  public private(set) var byName: [String: Named] = [:]
  /// Code lists have a space of their own: a list and the input of that list may share their name.
  public private(set) var codeSets: [String: CodeSet] = [:]
  /// Variants by their own names.
  public private(set) var variants: [String: Variant] = [:]
  private(set) var problems: [Problem] = []

  init(_ packs: [Pack]) {
    for pack in packs {
      for set in pack.codes {
        if let first = codeSets.updateValue(set, forKey: set.name) { note(set.name, set.place, first.place) }
      }
      for variant in pack.variants {
        if let first = variants.updateValue(variant, forKey: variant.name) {
          note(variant.name, variant.place, first.place)
        }
      }
      add(pack.parameters.map { ($0.name, .parameter($0)) })
      add(pack.inputs.map { ($0.name, .input($0)) })
      add(pack.tables.map { ($0.name, .table($0)) })
      add(pack.formulas.map { ($0.name, .formula($0)) })
      add(pack.checks.map { ($0.name, .check($0)) })
      add(pack.variants.flatMap { variant in variant.defines.map { ($0.name, .defined(variant)) } })
      noteIndicators(pack)
    }
  }

  /// What a name stands for; nil for a name that nothing bears.
  public subscript(name: String) -> Named? { byName[name] }

  private mutating func add(_ entries: [(name: String, named: Named)]) {
    for (name, named) in entries {
      if let first = byName[name] {
        note(name, named.place, first.place)
      } else {
        byName[name] = named
      }
    }
  }

  private mutating func noteIndicators(_ pack: Pack) {
    var seen: [String: Place] = [:]
    for indicator in pack.indicators {
      if let first = seen.updateValue(indicator.place, forKey: indicator.id) {
        note(indicator.id, indicator.place, first)
      }
    }
  }

  private mutating func note(_ name: String, _ place: Place, _ first: Place) {
    let position = first.position
    problems.append(
      place.problem(
        .duplicateName,
        Label(zh: "名称“\(name)”已在 \(position) 用过", en: "the name \"\(name)\" stands already at \(position)"),
        remedy: Label(
          zh: "改名；要代替所用包里的，写进 pack.json5 的 replaces",
          en: "rename it; to stand in the place of a used pack's, list it in replaces of pack.json5")))
  }

  /// A problem at a name that nothing has.
  func unknown(_ reference: Reference, what: Label, among names: some Sequence<String>) -> Problem {
    let near = nearest(reference.name, among: names.sorted())
    return reference.place.problem(
      .unknownName,
      Label(zh: "没有\(what.zh)“\(reference.name)”", en: "there is no \(what.en) \"\(reference.name)\""),
      remedy: near.map { Label(zh: "是否想写 \($0)？", en: "did you mean \($0)?") }
        ?? Label(zh: "改名，或先定义它", en: "correct the name, or define it"))
  }
}
