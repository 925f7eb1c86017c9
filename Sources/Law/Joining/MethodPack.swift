public import Formula

/// A pack joined with those it uses: all names resolved, all formulas checked.
public struct MethodPack: Sendable {
  /// The pack itself.
  public let pack: Pack
  /// The packs it uses, directly or through others; each after those it uses itself.
  public let uses: [Pack]
  /// What every name stands for.
  public let names: Names
  /// The formulas under each variant's default, or its first choice where the region must choose.
  public let checked: CheckedFormulas
  let base: Vocabulary

  /// The pack and those it uses, used ones first.
  public var packs: [Pack] { uses + [pack] }

  /// The indicators by which the pack accounts: its own, and those of the packs that it takes.
  public var indicators: [Indicator] { pack.accounted(among: uses) }

  /// The checks of the pack and of those it uses.
  public var checks: [PackCheck] { packs.flatMap(\.checks) }

  /// What must not be added, in the pack and in those it uses.
  public var doubleCounts: [DoubleCount] { packs.flatMap(\.doubleCounts) }

  /// The variants of the pack and of those it uses, in the order of their texts.
  public var variants: [Variant] { packs.flatMap(\.variants) }

  /// What the region must bring, for the pack and for those it uses.
  public var inputs: [InputDeclaration] { packs.flatMap(\.inputs) }

  /// Joins a pack with those it uses and checks everything that can be checked before a region is known.
  ///
  /// - Parameters:
  ///   - packs: All packs that are at hand, read without errors.
  ///   - root: The id of the pack that is wanted.
  ///   - everyChoice: Whether the formulas are checked under each choice of each variant, not only under
  ///     those that stand by themselves. A region's own choices are checked when it is opened.
  /// - Returns: The joined pack, nil when anything refuses it; and all problems, warnings among them.
  public static func join(
    _ packs: [Pack], root: String, units: UnitSystem, everyChoice: Bool = true
  ) -> (pack: MethodPack?, problems: [Problem]) {
    let (method, problems) = joinAll(packs, root: root, units: units, everyChoice: everyChoice)
    let lost = packs.flatMap(\.lost)
    guard !lost.isEmpty else { return (method, problems) }
    // An entry that could not be read has been told; what refers to it is right.
    let own = problems.filter { problem in !lost.contains { problem.message.zh.contains("“\($0)”") } }
    return (own.contains { $0.severity == .error } ? nil : method, own)
  }

  private static func joinAll(
    _ packs: [Pack], root: String, units: UnitSystem, everyChoice: Bool
  ) -> (pack: MethodPack?, problems: [Problem]) {
    guard let wanted = packs.first(where: { $0.id == root }) else {
      return (nil, [noSuchPack(root, packs)])
    }
    let closure = PackClosure(root: wanted, among: packs)
    let replacement = Replacement(closure.ordered)
    let (ordered, pack) = (replacement.packs, wanted)
    let names = Names(ordered)
    var problems = closure.problems + replacement.problems + names.problems
    problems += TableCheck(names: names, packs: ordered).problems
    problems += ReferenceCheck(names: names, packs: ordered).problems
    problems += DoubleCountCheck(names: names, packs: ordered).problems
    let builder = VocabularyBuilder(packs: ordered)
    let (checked, errors) = CheckedFormulas.check(
      VariantChoices(names).applied(to: builder.vocabulary), units: units)
    problems += errors.map { builder.texts.problem($0, names: names) }
    // With a name missing or doubled, what follows would only say so again.
    guard let checked, !problems.contains(where: { $0.severity == .error }) else { return (nil, problems) }
    let senses = Senses(names: names, checked: checked)
    problems += SenseCheck(senses: senses, packs: ordered, units: units).problems
    problems += CaseCheck(senses: senses, cases: pack.cases, units: units).problems
    if everyChoice, !problems.contains(where: { $0.code == .variant }) {
      problems += otherChoices(builder, names: names, units: units)
    }
    let method = MethodPack(
      pack: pack, uses: ordered.dropLast(), names: names, checked: checked, base: builder.vocabulary)
    return (problems.contains { $0.severity == .error } ? nil : method, problems)
  }

  private static func noSuchPack(_ root: String, _ packs: [Pack]) -> Problem {
    let near = nearest(root, among: packs.map(\.id).sorted())
    return Problem(
      .uses, at: SourcePosition(file: root, line: 1, column: 1),
      message: Label(zh: "没有包“\(root)”", en: "there is no pack \"\(root)\""),
      remedy: near.map { Label(zh: "是否想写 \($0)？", en: "did you mean \($0)?") }
        ?? Label(zh: "用 packs list 查看现有的包", en: "packs list shows the packs that there are"))
  }

  /// What is wrong with the formulas under each choice that does not stand by itself.
  private static func otherChoices(_ builder: VocabularyBuilder, names: Names, units: UnitSystem) -> [Problem]
  {
    var errors: [FormulaError] = []
    for variant in names.variants.values.sorted(by: { $0.name < $1.name }) {
      for choice in variant.choices where choice.id != variant.standingChoice?.id {
        let other = VariantChoices(names, chosen: [variant.name: choice.id]).applied(to: builder.vocabulary)
        errors += CheckedFormulas.check(other, units: units).1.filter { !errors.contains($0) }
      }
    }
    return errors.map { builder.texts.problem($0, names: names) }
  }
}

extension Variant {
  /// The default choice; the first where the region must choose.
  public var standingChoice: Choice? {
    choices.first { $0.id == defaultChoice } ?? choices.first
  }
}
