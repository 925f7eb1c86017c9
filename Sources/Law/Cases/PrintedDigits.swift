internal import Formula

/// How far a printed number may be from the one that was rounded to it.
enum PrintedDigits {
  /// Half a unit of the last digit that is written: of `2.450e8` it is 0.0005e8, of `380` it is 0.5.
  ///
  /// - Parameter text: A decimal number, perhaps with what follows a blank, as in `40.2 %`.
  /// - Returns: 0 for hexadecimal digits, which nobody rounds to.
  static func halfUnit(of text: String) -> Double {
    let number = text.prefix { $0 != " " }.lowercased()
    guard !number.contains("x") else { return 0 }
    let parts = number.split(separator: "e", omittingEmptySubsequences: false)
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let decimals = mantissa.count > 1 ? mantissa[1].count : 0
    return (Double("1e\(exponent - decimals)") ?? 0) / 2
  }
}

extension CaseTables {
  /// The half units of a column's written cells, by row.
  static func halfUnits(_ table: WorkedCase.GivenTable, _ shape: TableShape, column: String) -> [Double] {
    guard let index = shape.columns.firstIndex(where: { $0.name == column }),
      case .array(let rows) = table.rows.node.value
    else { return [] }
    let at = (shape.interval == nil ? 0 : 1) + shape.keys.count + index
    return rows.map { row in
      guard case .array(let cells) = row.value, cells.indices.contains(at),
        case .number(let numeral) = cells[at].value
      else { return 0 }
      return PrintedDigits.halfUnit(of: numeral.digits)
    }
  }
}

/// What the rounding of inputs and of the printed result allows.
struct PrintedTolerance {
  let workedCase: WorkedCase
  let method: MethodPack
  let units: UnitSystem
  let checked: CheckedFormulas
  let bindings: Bindings
  let given: [String: Double]
  let formula: String

  /// In the unit of the expected figure: half its last digit, and the sum of what each rounded input moves.
  func allowed(_ rounded: [Reference], expected: Quantity, ours: Double) throws(FormulaError) -> Double {
    var moved = 0.0
    for reference in rounded { moved += try effect(of: reference.name, ours: ours) }
    let factor = method.sense(of: formula)?.unit.flatMap { units.factor(from: $0, to: expected.unit) } ?? 1
    return PrintedDigits.halfUnit(of: expected.text) + moved * factor.magnitude
  }

  private func effect(of name: String, ours: Double) throws(FormulaError) -> Double {
    let parts = name.split(separator: ".").map(String.init)
    return try parts.count == 2
      ? effect(ofTable: parts[0], column: parts[1], ours: ours) : effect(ofGiven: name, ours: ours)
  }

  private func effect(ofGiven name: String, ours: Double) throws(FormulaError) -> Double {
    guard let item = workedCase.given.first(where: { $0.name.name == name }),
      case .quantity(let quantity) = item.value, let value = given[name]
    else { return 0 }
    let half = Quantity(
      value: quantity.value + PrintedDigits.halfUnit(of: quantity.text), unit: quantity.unit,
      text: quantity.text)
    guard let moved = method.value(half, for: name, units: units) else { return 0 }
    return try larger(ours: ours) { up throws(FormulaError) in
      var other = given
      other[name] = up ? moved : 2 * value - moved
      return try evaluate(formula, in: checked, bindings: bindings, given: other)
    }
  }

  private func effect(ofTable name: String, column: String, ours: Double) throws(FormulaError) -> Double {
    guard let table = workedCase.tables.first(where: { $0.name.name == name }),
      let shape = method.names.shape(ofTable: name)
    else { return 0 }
    var total = 0.0
    for (row, half) in CaseTables.halfUnits(table, shape, column: column).enumerated() where half > 0 {
      total += try larger(ours: ours) { up throws(FormulaError) in
        var other = bindings
        other.tables[name]?.columns[column]?[row] += up ? half : -half
        return try evaluate(formula, in: checked, bindings: other, given: given)
      }
    }
    return total
  }

  private func larger(
    ours: Double, _ moved: (Bool) throws(FormulaError) -> Double
  ) throws(FormulaError) -> Double {
    let (up, down) = (try moved(true), try moved(false))
    return max((up - ours).magnitude, (down - ours).magnitude)
  }
}
