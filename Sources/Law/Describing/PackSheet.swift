internal import Formula

/// The text of `packs show PACK`.
public enum PackSheet {
  /// Everything that a pack says: indicators, variants, inputs, parameters, tables, formulas, checks.
  ///
  /// Names that come from packs it uses are shown by those packs.
  public static func describe(_ method: MethodPack, language: Language) -> Description {
    let sections = [
      indicators(method, language), variants(method, language), settlements(method, language),
      inputs(method, language),
      parameters(method, language), tables(method, language), formulas(method, language),
      checks(method, language),
    ]
    let lines = head(method, language) + sections.flatMap(\.description.lines)
    let document = method.pack.head.document
    let head: [(String, JSONValue)] = [
      ("pack", .string(method.pack.id)), ("edition", .string(method.pack.edition)),
      ("title", JSONValue(method.pack.title)), ("document", JSONValue(document)),
      ("basis", .string(method.pack.basis.zh)), ("uses", .array(method.uses.map { .string($0.id) })),
    ]
    let json = head + sections.map { ($0.key, $0.description.json) }
    return Description(lines: lines, json: .object(json))
  }

  typealias Section = (key: String, description: Description)

  private static func head(_ method: MethodPack, _ language: Language) -> [String] {
    let pack = method.pack
    let document = pack.head.document.text(in: language)
    let basis =
      pack.head.clausesRead ? pack.basis : Label(zh: "参照（条文未经核读）", en: "after (nobody has read the clauses)")
    let uses = method.uses.map(\.id).joined(separator: ", ")
    let usesLine = uses.isEmpty ? [] : [Label(zh: "  使用 \(uses)", en: "  uses \(uses)")[language]]
    return ["\(pack.id) \(pack.edition)  \(pack.title[language])", "  \(basis[language]) \(document)"]
      + usesLine
  }

  /// A heading, the rows below it, and the JSON list of the same.
  static func section(
    _ key: String, _ title: Label, _ language: Language, _ entries: [(lines: [String], json: JSONValue)]
  ) -> Section {
    let heading = entries.isEmpty ? [] : ["", "\(title[language]) (\(entries.count))"]
    let lines = heading + entries.flatMap(\.lines)
    return (key, Description(lines: lines, json: .array(entries.map(\.json))))
  }

  /// A line of parts, and below it the source.
  static func entry(_ parts: [String?], source: Citation?, _ language: Language) -> [String] {
    let line = "  " + parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "  ")
    return [line] + (source.map { ["      " + $0.text(in: language)] } ?? [])
  }

  /// The name of a figure with its unit or its list.
  static func withUnit(_ name: String, _ method: MethodPack) -> String {
    switch method.sense(of: name)?.kind {
    case .number(let unit, _): "\(name) [\(unit.text)]"
    case .code(let list): "\(name) [\(list)]"
    case nil: name
    }
  }

  private static func indicators(_ method: MethodPack, _ language: Language) -> Section {
    let entries = method.indicators.map { it in
      let priced = it.isPriced ? ", \(withUnit(it.value.name, method))" : ""
      let figures = withUnit(it.physical.name, method) + priced
      let line = [
        it.id, it.label[language], it.productClass.label[language], it.unit.text, "per \(it.per.rawValue)",
        figures, it.off.map { Label(zh: "默认不计：\($0.zh)", en: "off: \($0.en)")[language] },
      ]
      let json: JSONValue = .object([
        ("id", .string(it.id)), ("group", .string(it.group)), ("class", .string(it.productClass.rawValue)),
        ("label", JSONValue(it.label)), ("unit", .string(it.unit.text)), ("per", .string(it.per.rawValue)),
        ("physical", .string(it.physical.name)), ("value", .string(it.value.name)),
        ("level", .optional(it.level)), ("share", .optional(it.share?.name)), ("seea", .optional(it.seea)),
        ("off", it.off.map { JSONValue($0) } ?? .null),
        ("source", JSONValue(it.source)),
      ])
      return (entry(line, source: it.source, language), json)
    }
    return section("indicators", Label(zh: "指标", en: "Indicators"), language, entries)
  }

  /// What the pack decides of the variants of others.
  private static func settlements(_ method: MethodPack, _ language: Language) -> Section {
    let entries = method.pack.head.settles.map { it in
      let variant = method.variants.first { $0.name == it.variant.name }
      let choice = variant?.choices.first { $0.id == it.choice.name }
      let words = [it.variant.name, variant?.label[language], "= \(it.choice.name)", choice?.label[language]]
      let json: JSONValue = .object([
        ("variant", .string(it.variant.name)), ("choice", .string(it.choice.name)),
        ("source", JSONValue(it.source)),
      ])
      return (entry(words, source: it.source, language), json)
    }
    let title = Label(zh: "已定的选项", en: "Choices that are settled")
    return section("settles", title, language, entries)
  }

  private static func variants(_ method: MethodPack, _ language: Language) -> Section {
    let entries = method.pack.variants.map { it in
      let standing =
        it.defaultChoice.map { Label(zh: "默认 \($0)", en: "default \($0)") }
        ?? Label(zh: "区域须选定", en: "the region must choose")
      let defines = it.defines.map(\.name).joined(separator: ", ")
      let choices = it.choices.map { choice in
        let formulas = choice.formulas.map(\.name).joined(separator: ", ")
        return "\(choice.id) = \(formulas) (\(choice.label[language]))"
      }.joined(separator: "; ")
      let json: JSONValue = .object([
        ("name", .string(it.name)), ("label", JSONValue(it.label)),
        ("defines", .array(it.defines.map { .string($0.name) })),
        ("default", .optional(it.defaultChoice)),
        (
          "choices",
          .array(
            it.choices.map {
              .object([
                ("id", .string($0.id)), ("formulas", .array($0.formulas.map { .string($0.name) })),
                ("label", JSONValue($0.label)),
              ])
            })
        ),
        ("source", JSONValue(it.source)),
      ])
      return (
        entry(
          [it.name, it.label[language], "→ \(defines)", standing[language], choices],
          source: it.source, language), json
      )
    }
    return section("variants", Label(zh: "变体", en: "Variants"), language, entries)
  }

  private static func checks(_ method: MethodPack, _ language: Language) -> Section {
    let entries = method.pack.checks.map { it in
      let json: JSONValue = .object([
        ("name", .string(it.name)), ("rule", .string(it.rule.text)), ("atLeast", .number(it.atLeast)),
        ("says", JSONValue(it.says)),
      ])
      return (
        entry(
          [it.name, it.rule.text, "≥ \(exact(it.atLeast))", it.says[language]], source: it.source, language),
        json
      )
    }
    return section("checks", Label(zh: "检验", en: "Checks"), language, entries)
  }
}
