public import Formula

/// What a region adds to the names of its method pack.
public struct RegionAdditions: Sendable {
  /// Formulas of the region file. One that has the name of an input takes the input's place.
  public var formulas: [FormulaText]
  /// Names of the region's own layers and figures.
  public var symbols: [Symbol]
  /// Tables of the region's own.
  public var tables: [TableSignature]
  /// Code lists of the region's own.
  public var codeLists: [CodeList]
  /// Inputs that a formula stands in for: the input's name, the formula's name.
  public var derived: [String: String]

  public init(
    formulas: [FormulaText] = [], symbols: [Symbol] = [], tables: [TableSignature] = [],
    codeLists: [CodeList] = [],
    derived: [String: String] = [:]
  ) {
    self.formulas = formulas
    self.symbols = symbols
    self.tables = tables
    self.codeLists = codeLists
    self.derived = derived
  }

  /// The names that the region's formulas define.
  var defined: Set<String> { Set(formulas.map { formulaName(of: $0.text) }) }
}

/// The name before the bracket of a formula's text.
func formulaName(of text: String) -> String {
  text.prefix { $0 != "[" && $0 != "=" }.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

extension MethodPack {
  /// All that formulas may name, under some choices and with what a region adds.
  ///
  /// - Parameters:
  ///   - variants: Choice by variant name; ``problems(variants:)`` tells which are missing or unknown.
  ///   - extra: The region's own names; an input that is derived or defined there is no longer an input.
  public func vocabulary(variants: [String: String], extra: RegionAdditions = RegionAdditions()) -> Vocabulary
  {
    var vocabulary = base
    let replaced = extra.defined.union(extra.derived.keys)
    vocabulary.symbols.removeAll { replaced.contains($0.name) }
    vocabulary.symbols += extra.symbols
    vocabulary.tables += extra.tables
    vocabulary.codeLists += extra.codeLists
    vocabulary.formulas += extra.formulas
    vocabulary = VariantChoices(names, chosen: variants).applied(to: vocabulary)
    vocabulary.aliases.merge(extra.derived) { _, derived in derived }
    return vocabulary
  }

  /// What is wrong with a region's choices: unknown variants and choices, and variants that it must choose.
  ///
  /// - Returns: for each fault what it is and what to do; the caller knows the place.
  public func problems(variants chosen: [String: String]) -> [(name: String, message: Label, remedy: Label)] {
    var problems: [(name: String, message: Label, remedy: Label)] = []
    for (name, id) in chosen.sorted(by: { $0.key < $1.key }) {
      guard let variant = names.variants[name] else {
        let known = names.variants.keys.sorted().joined(separator: " | ")
        let near = nearest(name, among: names.variants.keys.sorted()) ?? known
        problems.append(
          (name, Label(zh: "没有变体“\(name)”", en: "there is no variant \"\(name)\""), Self.write(near)))
        continue
      }
      if !variant.choices.contains(where: { $0.id == id }) {
        let message = Label(zh: "变体 \(name) 没有“\(id)”这一选择", en: "the variant \(name) has no choice \"\(id)\"")
        problems.append((name, message, Self.write(variant.choiceList)))
      }
    }
    let demanded = demandedVariants(chosen)
    for variant in variants
    where variant.defaultChoice == nil && chosen[variant.name] == nil && demanded.contains(variant.name) {
      let message = Label(
        zh: "必须选定变体 \(variant.name)（\(variant.label.zh)）",
        en: "the variant \(variant.name) (\(variant.label.en)) must be chosen")
      problems.append((variant.name, message, Self.write(variant.choiceList)))
    }
    return problems
  }

  /// Variants that a region must decide: the pack's own, and those that its figures hang on under what is
  /// chosen.
  ///
  /// A pack that borrows formulas from another one does not ask for choices that move none of its figures.
  private func demandedVariants(_ chosen: [String: String]) -> Set<String> {
    let indicators = self.indicators
    guard !indicators.isEmpty else { return Set(variants.map(\.name)) }
    let figures = indicators.flatMap { [$0.physical, $0.value] + ($0.share.map { [$0] } ?? []) }
    var waiting = figures.flatMap { variants(readBy: $0.name) } + pack.variants
    var demanded: Set<String> = []
    while let variant = waiting.popLast() {
      guard demanded.insert(variant.name).inserted else { continue }
      let taken = chosen[variant.name] ?? variant.defaultChoice
      let formulas = variant.choices.filter { $0.id == taken }.flatMap(\.formulas)
      waiting += formulas.flatMap { variants(readBy: $0.name) }
    }
    return demanded
  }

  private static func write(_ list: String) -> Label {
    Label(zh: "写 \(list) 之一", en: "write one of \(list)")
  }
}

extension Variant {
  /// The ids of its choices, for a message.
  var choiceList: String { choices.map(\.id).joined(separator: " | ") }
}
