internal import Formula
internal import Quantities

extension PackSheet {
  static func inputs(_ method: MethodPack, _ language: Language) -> Section {
    let entries = method.pack.inputs.map { it in
      let kind = kind(of: it)
      let derivations = it.derivations.map(\.name).joined(separator: ", ")
      let line = [
        it.name, it.label[language], kind, it.context.label[language], it.department?[language],
        derivations.isEmpty ? nil : "← \(derivations)",
        it.defaultValue.map { Label(zh: "默认 \(exact($0))", en: "default \(exact($0))")[language] },
      ]
      let json: JSONValue = .object([
        ("name", .string(it.name)), ("label", JSONValue(it.label)), ("kind", .string(kind)),
        ("context", .string("\(it.context)")), ("department", it.department.map { JSONValue($0) } ?? .null),
        ("derivations", .array(it.derivations.map { .string($0.name) })),
        ("default", it.defaultValue.map { .number($0) } ?? .null),
      ])
      return (entry(line, source: it.source, language), json)
    }
    return section("inputs", Label(zh: "输入", en: "Inputs"), language, entries)
  }

  private static func kind(of input: InputDeclaration) -> String {
    switch input.kind {
    case .quantity(let unit, _): unit.text
    case .code(let list): list.name
    case .table(let shape): columns(shape)
    }
  }

  private static func columns(_ shape: TableShape) -> String {
    let keys = (shape.interval.map { ["\($0.name) [\($0.unit.text)]"] } ?? []) + shape.keys.map(\.name)
    let columns = shape.columns.map { column in
      switch column.kind {
      case .quantity(let unit, _): "\(column.name) [\(unit.text)]"
      case .code(let list): "\(column.name) [\(list.name)]"
      }
    }
    return "(\(keys.joined(separator: ", "))) → \(columns.joined(separator: ", "))"
  }

  static func parameters(_ method: MethodPack, _ language: Language) -> Section {
    let entries = method.pack.parameters.map { it in
      let year = it.priceYear.map { Label(zh: "（\($0) 年价）", en: " (prices of \($0))")[language] } ?? ""
      let head = ["  \(it.name)  \(it.label[language])  [\(it.unit.text)]\(year)"]
      let lines = it.values.entries.map { value in
        "      "
          + [day(value.from)[language], text(of: value.content)[language], value.source.text(in: language)]
          .joined(separator: "  ")
      }
      let json: JSONValue = .object([
        ("name", .string(it.name)), ("label", JSONValue(it.label)), ("unit", .string(it.unit.text)),
        ("priceYear", it.priceYear.map { .number(Double($0)) } ?? .null),
        ("values", .array(it.values.entries.map(json))),
      ])
      return (head + lines, json)
    }
    return section("parameters", Label(zh: "参数", en: "Parameters"), language, entries)
  }

  private static func day(_ day: Day?) -> Label {
    day.map { Label(same: $0.description) } ?? Label(zh: "一直", en: "always")
  }

  private static func text(of content: Dated<Estimate>.Content) -> Label {
    switch content {
    case .open(let why): Label(zh: "未定：\(why)", en: "open: \(why)")
    case .value(let estimate):
      Label(
        same: exact(estimate.value)
          + (estimate.spread.map { " (\(text(of: $0)))" } ?? ""))
    }
  }

  /// Bounds, or what stands in their place.
  private static func text(of spread: Spread) -> String {
    let sd = spread.shape.sd.map { ", sd \(exact($0))" } ?? ""
    let bounds = [spread.low, spread.high].map { $0.isFinite ? exact($0) : "" }.joined(separator: "…")
    let group = spread.drawnWith.map { ", ~\($0)" } ?? ""
    return "\(bounds) \(spread.shape.word)\(sd)\(group)"
  }

  private static func json(_ spread: Spread) -> JSONValue {
    func number(_ x: Double) -> JSONValue { x.isFinite ? .number(x) : .null }
    return .object([
      ("distribution", .string(spread.shape.word)), ("min", number(spread.low)),
      ("max", number(spread.high)), ("sd", spread.shape.sd.map { .number($0) } ?? .null),
      ("drawnWith", .optional(spread.drawnWith)),
      ("source", spread.source.map { JSONValue($0) } ?? .null),
    ])
  }

  private static func json(_ entry: Dated<Estimate>.Entry) -> JSONValue {
    var members: [(String, JSONValue)] = [("from", .string(entry.from?.description ?? "always"))]
    switch entry.content {
    case .open(let why): members.append(("open", .string(why)))
    case .value(let estimate):
      members.append(("value", .number(estimate.value)))
      if let spread = estimate.spread { members.append(("range", json(spread))) }
    }
    members.append(("source", JSONValue(entry.source)))
    return .object(members)
  }

  static func tables(_ method: MethodPack, _ language: Language) -> Section {
    let entries = method.pack.tables.map { it in
      let shape: String
      switch it.body {
      case .rows(let columns, let rows):
        shape =
          "\(Self.columns(columns))  \(Label(zh: "\(rows.count) 行", en: "\(rows.count) rows")[language])"
      case .grouped(let grouping):
        let keys = grouping.keys.map(\.name).joined(separator: ", ")
        let columns = grouping.columns.map(\.name).joined(separator: ", ")
        shape = "\(grouping.table.name) by (\(keys)) → \(columns)"
      }
      let json: JSONValue = .object([
        ("name", .string(it.name)), ("label", JSONValue(it.label)), ("shape", .string(shape)),
        ("source", it.source.map { JSONValue($0) } ?? .null),
      ])
      return (entry([it.name, it.label[language], shape], source: it.source, language), json)
    }
    return section("tables", Label(zh: "表", en: "Tables"), language, entries)
  }

  static func formulas(_ method: MethodPack, _ language: Language) -> Section {
    let entries = method.pack.formulas.map { it in
      let line = FormulaLine(it, method)
      let second =
        "      "
        + [line.derivation[language], line.context[language], it.label?[language] ?? ""]
        .filter { !$0.isEmpty }.joined(separator: "  ")
      let source = "      " + it.citation.text(in: language)
      let text = it.source.text.split(whereSeparator: \.isNewline).map { "  " + $0 }
      return (text + [second, source], line.json)
    }
    return section("formulas", Label(zh: "公式", en: "Formulas"), language, entries)
  }
}

/// What `packs` tells about one formula.
struct FormulaLine {
  let formula: PackFormula
  let declared: String
  let derived: String?
  let context: Label

  init(_ formula: PackFormula, _ method: MethodPack) {
    self.formula = formula
    let checked = method.checked.formula(formula.name)
    if case .code(let list) = checked?.kind { declared = list } else { declared = checked?.unit?.text ?? "" }
    derived = checked?.derivedUnit?.text
    context = checked?.context.label ?? Label(same: "")
  }

  /// What the expression came to before it was converted.
  var derivation: Label {
    if formula.empirical { return Label(zh: "经验式，单位由文件给定", en: "empirical: the document states the unit") }
    guard let derived else { return Label(zh: "类别", en: "class") }
    return Label(zh: "得出 \(derived)", en: "comes out as \(derived)")
  }

  var json: JSONValue {
    .object([
      ("name", .string(formula.name)), ("text", .string(formula.source.text)), ("unit", .string(declared)),
      ("derivedUnit", .optional(derived)), ("empirical", .bool(formula.empirical)),
      ("context", .string(context.en)), ("label", formula.label.map { JSONValue($0) } ?? .null),
      ("source", JSONValue(formula.citation)),
    ])
  }
}
