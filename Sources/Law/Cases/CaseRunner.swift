public import Formula
internal import Quantities

extension MethodPack {
  /// Runs the worked cases of the pack itself; those of the packs it uses run with their own pack.
  public func runCases(units: UnitSystem) -> [CaseResult] {
    var runner = CaseRunner(method: self, units: units)
    return pack.cases.map { runner.run($0) }
  }
}

/// Runs worked cases; cases with the same choices share their checked formulas.
private struct CaseRunner {
  let method: MethodPack
  let units: UnitSystem
  private var checked: [[String: String]: CheckedFormulas] = [:]

  init(method: MethodPack, units: UnitSystem) {
    self.method = method
    self.units = units
  }

  mutating func run(_ workedCase: WorkedCase) -> CaseResult {
    guard workedCase.verdict != .recorded, let formula = workedCase.formula else {
      return result(workedCase, .recorded)
    }
    guard let checked = checked(for: workedCase) else {
      return failed(workedCase, Label(zh: "公式未通过检查", en: "the formulas were refused"))
    }
    let (bindings, given) = inputs(of: workedCase, checked)
    do throws(FormulaError) {
      let value = try evaluate(formula.name, in: checked, bindings: bindings, given: given)
      let printed = PrintedTolerance(
        workedCase: workedCase, method: method, units: units, checked: checked, bindings: bindings,
        given: given, formula: formula.name)
      return try judged(workedCase, value: value, formula: formula.name, printed)
    } catch {
      return failed(workedCase, Label(same: error.message))
    }
  }

  private mutating func checked(for workedCase: WorkedCase) -> CheckedFormulas? {
    let chosen = Dictionary(workedCase.choose.map { ($0.variant.name, $0.id) }, uniquingKeysWith: { $1 })
    if let known = checked[chosen] { return known }
    let result = CheckedFormulas.check(method.vocabulary(variants: chosen), units: units).0
    checked[chosen] = result
    return result
  }

  private func inputs(
    of workedCase: WorkedCase, _ checked: CheckedFormulas
  ) -> (bindings: Bindings, given: [String: Double]) {
    let year = workedCase.year ?? 0
    var bindings = method.bindings(
      on: workedCase.on ?? .last, year: year, priceYear: workedCase.priceYear ?? year)
    for (name, table) in CaseTables(workedCase, names: method.names, units: units).rows {
      bindings.tables[name] = method.data(table.shape, table.rows)
    }
    var given: [String: Double] = [:]
    for item in workedCase.given {
      let name = checked.formula(item.name.name)?.name ?? item.name.name
      given[name] = value(of: item)
    }
    return (bindings, given)
  }

  private func value(of given: WorkedCase.Given) -> Double {
    switch given.value {
    case .missing: return .nan
    case .quantity(let quantity): return method.value(quantity, for: given.name.name, units: units) ?? .nan
    case .code(let id):
      guard case .code(let list) = method.sense(of: given.name.name)?.kind else { return .nan }
      return method.value(ofCode: id, in: list) ?? .nan
    }
  }

  private func judged(
    _ workedCase: WorkedCase, value: Double, formula: String, _ printed: PrintedTolerance
  ) throws(FormulaError) -> CaseResult {
    switch workedCase.expect {
    case .missing: return result(workedCase, value.isNaN ? .passed : .failed, ours: value)
    case .code(let id):
      guard case .code(let list) = method.sense(of: formula)?.kind else { return result(workedCase, .failed) }
      let ids = method.names.codeSets[list]?.values.map(\.id) ?? []
      let code = Int(exactly: value).flatMap { ids.indices.contains($0) ? ids[$0] : nil }
      return result(workedCase, code == id ? .passed : .failed, code: code)
    case .quantity(let expected):
      guard let unit = method.sense(of: formula)?.unit,
        let ours = units.convert(value, from: unit, to: expected.unit)
      else { return result(workedCase, .failed) }
      let allowed = try allowance(workedCase.tolerance, expected: expected, value: value, printed)
      // A figure that lies on the edge of its rounding may miss it by last bits.
      let isNear = (ours - expected.value).magnitude <= allowed + 1e-12 * expected.value.magnitude
      return result(workedCase, isNear ? .passed : .failed, ours: ours, allowed: allowed)
    }
  }

  private func allowance(
    _ tolerance: WorkedCase.Tolerance?, expected: Quantity, value: Double, _ printed: PrintedTolerance
  ) throws(FormulaError) -> Double {
    switch tolerance {
    case .printed(let rounded): try printed.allowed(rounded, expected: expected, ours: value)
    case .relative(let share): share * expected.value.magnitude
    case .absolute(let quantity): quantity.value * (units.factor(from: quantity.unit, to: expected.unit) ?? 0)
    case nil: 0
    }
  }

  private func failed(_ workedCase: WorkedCase, _ why: Label) -> CaseResult {
    result(workedCase, .failed, failure: why)
  }

  private func result(
    _ workedCase: WorkedCase, _ outcome: CaseResult.Outcome, ours: Double? = nil, code: String? = nil,
    allowed: Double? = nil, failure: Label? = nil
  ) -> CaseResult {
    CaseResult(
      pack: method.pack.id, workedCase: workedCase, outcome: outcome, ours: ours, oursCode: code,
      allowed: allowed,
      failure: failure)
  }
}
