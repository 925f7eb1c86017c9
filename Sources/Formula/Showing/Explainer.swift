internal import Quantities

/// Walks the formulas that have been reckoned and writes down what they read.
final class Explainer {
  /// How many elements of a reduction are shown.
  static let shownElements = 60
  /// Formulas below this many layers of expressions stand with their values only.
  static let greatestDepth = 200

  let formulas: CheckedFormulas
  let lowering: Lowering
  var model: Model { lowering.model }
  private var opened: Set<Lowering.InstanceKey> = []
  /// How many expressions lie around the one being written down.
  var depth = 0

  init(_ formulas: CheckedFormulas, _ lowering: Lowering) {
    self.formulas = formulas
    self.lowering = lowering
  }

  /// The working of an output that has been reckoned.
  func working(of name: String, value: Double) throws(FormulaError) -> Working {
    let parts = name.split(separator: "#").map(String.init)
    guard let index = model.formulaIndex[model.resolve(parts.first ?? "")] else {
      return Working(name: name, value: value)
    }
    let numbers = parts.dropFirst().compactMap { Int($0) }
    let elements = zip(numbers, model.formulas[index].dimensions).map { number, dimension in
      dimension.table == nil ? number : number - 1
    }
    return try formula(index, elements)
  }

  func formula(_ index: Int, _ elements: [Int]) throws(FormulaError) -> Working {
    let formula = model.formulas[index]
    let value = try lowering.formula(index, elements: elements).number ?? .nan
    let known = formulas.formulas[formula.name]
    var working = Working(
      name: formula.name, element: try label(formula.dimensions, elements), text: known?.text.text,
      position: known?.text.position, unit: known?.unit, value: value)
    if case .code(let list)? = known?.kind { working.code = code(list, value) }
    let key = Lowering.InstanceKey(formula: index, elements: elements)
    let isGiven = lowering.instanceValues[key] == nil
    guard !isGiven, depth < Self.greatestDepth, opened.insert(key).inserted else { return working }
    working.children = try lowering.within(formula.dimensions, elements, text: known?.text) {
      () throws(FormulaError) in try self.children(of: formula.root)
    }
    return working
  }

  func code(_ list: String, _ value: Double) -> String? {
    guard let ids = model.codeLists[list], let index = Int(exactly: value), ids.indices.contains(index) else {
      return nil
    }
    return ids[index]
  }

  /// Elements as people name them: `3`, `2020-06-01`, `forest, 2020`.
  func label(_ dimensions: [Dimension], _ elements: [Int]) throws(FormulaError) -> String? {
    var parts: [String] = []
    for (dimension, element) in zip(dimensions, elements) { parts.append(try label(dimension, element)) }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  func label(_ dimension: Dimension, _ element: Int) throws(FormulaError) -> String {
    guard let table = dimension.table else { return String(element) }
    let rows = try lowering.rows(table)
    guard element >= 0, element < rows.count, !rows.keys.isEmpty else { return String(element + 1) }
    return zip(model.tables[table].keys, rows.keys).map { label($0, $1[element]) }.joined(separator: ", ")
  }

  func label(_ key: TableSignature.Key, _ value: Double) -> String {
    switch key.kind {
    case .code(let list): return code(list, value) ?? "?"
    case .number: return canonicalNumber(value) ?? "?"
    case .day:
      guard let number = Int(exactly: value), let day = try? Day(number: number) else { return "?" }
      return day.description
    }
  }
}
