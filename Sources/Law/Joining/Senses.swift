public import Formula

/// What a name's values are and where they live.
public struct Sense: Hashable, Sendable {
  public let kind: Formula.Kind
  public let prices: PriceYear
  public let context: Context
  /// Calendar dimensions or tables that it has a value for each element of.
  public let dimensions: [String]

  /// Its unit; nil for classes.
  public var unit: MeasureUnit? {
    if case .number(let unit, _) = kind { unit } else { nil }
  }
}

/// Tells the sense of any name of joined packs.
struct Senses {
  let names: Names
  let checked: CheckedFormulas

  /// The sense of a formula, figure, input or defined name; nil for anything else.
  subscript(name: String) -> Sense? {
    if let formula = checked.formula(name) {
      return Sense(
        kind: formula.kind, prices: formula.prices, context: formula.context, dimensions: formula.dimensions)
    }
    switch names[name] {
    case .parameter(let parameter):
      return figure(.number(parameter.unit, priceYear: parameter.priceYear), .region)
    case .input(let input): return sense(of: input)
    case .formula, .check, .table, .defined, nil: return nil
    }
  }

  private func sense(of input: InputDeclaration) -> Sense? {
    switch input.kind {
    case .quantity(let unit, let year): figure(.number(unit, priceYear: year), input.context)
    case .code(let list): figure(.code(list: list.name), input.context)
    case .table: nil
    }
  }

  private func figure(_ kind: Formula.Kind, _ context: Context) -> Sense {
    var prices = PriceYear.none
    if case .number(let unit, let year) = kind, unit.text.contains("元") {
      prices = year.map { .of($0) } ?? .account
    }
    return Sense(kind: kind, prices: prices, context: context, dimensions: [])
  }

  /// A figure in a name's own unit; nil when the units do not convert.
  func value(_ quantity: Quantity, for name: String, units: UnitSystem) -> Double? {
    guard let unit = self[name]?.unit else { return nil }
    return units.convert(quantity.value, from: quantity.unit, to: unit)
  }
}

extension Senses {
  /// The names of formulas that a formula reads, directly or through others, itself among them.
  func formulas(readBy name: String) -> [String] {
    var (found, open) = ([String](), [name])
    while let next = open.popLast() {
      guard let formula = checked.formula(next), !found.contains(formula.name) else { continue }
      found.append(formula.name)
      open += formula.reads
    }
    return found
  }

  /// The variants whose defined names are read by a formula, directly or through others.
  ///
  /// The checker lists what it reads after the choice has been made, so the words of the texts are looked at.
  func variants(readBy name: String) -> [Variant] {
    var words = Set([name])
    for formula in formulas(readBy: name) {
      let text = checked.formula(formula)?.text.text ?? ""
      words.formUnion(text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
    }
    return names.variants.values.filter { $0.defines.contains { words.contains($0.name) } }
      .sorted { $0.name < $1.name }
  }
}

extension MethodPack {
  /// The variants on which a formula hangs, directly or through others.
  public func variants(readBy name: String) -> [Variant] { senses.variants(readBy: name) }

  var senses: Senses { Senses(names: names, checked: checked) }

  /// What a name's values are; nil for tables and unknown names.
  public func sense(of name: String) -> Sense? { senses[name] }

  /// A figure in a name's own unit; nil when the units do not convert or nothing has the name.
  public func value(_ quantity: Quantity, for name: String, units: UnitSystem) -> Double? {
    senses.value(quantity, for: name, units: units)
  }

  /// The value of a class in formulas: its index in the list.
  public func value(ofCode id: String, in list: String) -> Double? {
    names.codeSets[list]?.values.firstIndex { $0.id == id }.map(Double.init)
  }
}
