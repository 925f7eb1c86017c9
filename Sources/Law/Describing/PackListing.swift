/// The text of `packs list`.
public enum PackListing {
  /// One line for each pack.
  public static func describe(_ packs: [Pack], language: Language) -> Description {
    let rows = packs.map { pack in
      [pack.id, pack.edition, pack.title[language], pack.basis[language], counts(pack, packs)[language]]
    }
    let json = packs.map { pack -> JSONValue in
      .object([
        ("pack", .string(pack.id)), ("kind", .string(pack.head.kind.rawValue)),
        ("edition", .string(pack.edition)),
        ("title", JSONValue(pack.title)), ("document", JSONValue(pack.head.document)),
        ("basis", .string(pack.basis.zh)), ("uses", .array(pack.head.uses.map { .string($0.name) })),
        ("indicators", .number(Double(pack.accounted(among: packs).count))),
        ("inputs", .number(Double(pack.inputs.count))),
        ("parameters", .number(Double(pack.parameters.count))),
        ("formulas", .number(Double(pack.formulas.count))), ("cases", .number(Double(pack.cases.count))),
      ])
    }
    return Description(lines: aligned(rows, indent: ""), json: .array(json))
  }

  private static func counts(_ pack: Pack, _ packs: [Pack]) -> Label {
    let indicators = pack.accounted(among: packs).count
    let (formulas, cases) = (pack.formulas.count, pack.cases.count)
    return Label(
      zh: "指标 \(indicators)，公式 \(formulas)，算例 \(cases)",
      en: "\(indicators) indicators, \(formulas) formulas, \(cases) cases")
  }

  /// Problems as lines and as JSON.
  public static func describe(_ problems: [Problem], language: Language) -> Description {
    Description(
      lines: problems.flatMap { $0.lines(in: language) }, json: .array(problems.map { JSONValue($0) }))
  }
}
