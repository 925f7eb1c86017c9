internal import Formula

/// What the names that variants define stand for under some choices.
struct VariantChoices {
  /// Defined names that stand for a formula.
  private(set) var aliases: [String: String] = [:]
  /// A defined name that stands for a parameter or an input becomes a formula that only reads it.
  private(set) var formulas: [FormulaText] = []

  /// - Parameter chosen: Choice by variant name; where none is given, the default or the first choice holds.
  init(_ names: Names, chosen: [String: String] = [:]) {
    for variant in names.variants.values.sorted(by: { $0.name < $1.name }) {
      let choice = variant.choices.first { $0.id == chosen[variant.name] } ?? variant.standingChoice
      for (name, formula) in zip(variant.defines, choice?.formulas ?? []) { add(name.name, formula, names) }
    }
  }

  private mutating func add(_ name: String, _ target: Reference, _ names: Names) {
    let bracket: String
    switch names[target.name] {
    case .parameter(let parameter): bracket = parameter.unit.text
    case .input(let input):
      switch input.kind {
      case .quantity(let unit, _): bracket = unit.text
      case .code(let list): bracket = list.name
      case .table: return
      }
    default:
      aliases[name] = target.name
      return
    }
    let text = "\(name) [\(bracket)] = \(target.name)"
    formulas.append(FormulaText(text: text, position: target.place.position))
  }

  func applied(to base: Vocabulary) -> Vocabulary {
    var vocabulary = base
    vocabulary.aliases.merge(aliases) { _, chosen in chosen }
    vocabulary.formulas += formulas
    return vocabulary
  }
}
