import Law

/// Finds what is counted twice, by the pairs that packs name.
public struct OverlapCheck {
  let study: Study

  public init(_ study: Study) { self.study = study }

  /// Pairs of which both sides can be computed, and which no choice has settled.
  private var standing: [DoubleCount] {
    let computed = Set(study.indicators.map(\.id))
    return study.method.doubleCounts.filter { entry in
      !computed.isDisjoint(with: entry.first) && !computed.isDisjoint(with: entry.second)
        && (entry.when.isEmpty || entry.when.contains(where: isChosen))
        && !entry.leaveOut.contains(where: isChosen)
    }
  }

  private func isChosen(_ choice: DoubleCount.Choice) -> Bool {
    let variant = study.method.variants.first { $0.name == choice.variant }
    return (study.region.variants[choice.variant] ?? variant?.defaultChoice) == choice.choice
  }

  /// What would be counted twice, before anything is computed.
  func findings() -> [Finding] {
    standing.map { entry in
      Finding(
        .warning, code: "overlap.\(entry.name)", subject: sides(entry).joined(separator: " + "),
        message: Label(
          zh: "重复计算：\(entry.label.zh)；牵涉的数额见核算结果",
          en: "counted twice: \(entry.label.en); the account tells the amount at stake"),
        remedy: remedy(entry))
    }
  }

  /// What was counted twice, with the amount at stake: no more can be counted twice than the smaller side
  /// holds. A side that comes to nothing overlaps with nothing.
  public func overlaps(_ indicators: [Account.IndicatorTotal]) -> [Account.Overlap] {
    let values = Dictionary(
      indicators.map { ($0.id, $0.valueTotal) }, uniquingKeysWith: { first, _ in first })
    func total(_ ids: [String]) -> Double { ids.reduce(0) { $0 + (values[$1] ?? 0) } }
    return standing.compactMap { entry in
      let amount = min(total(entry.first), total(entry.second))
      guard amount > 0 else { return nil }
      let remedy = remedy(entry)
      return Account.Overlap(
        name: entry.name, zh: entry.label.zh, en: entry.label.en,
        first: entry.first.filter { values[$0] != nil }, second: entry.second.filter { values[$0] != nil },
        amount: amount, remedyZh: remedy.zh, remedyEn: remedy.en, source: entry.source.text(in: .zh))
    }
  }

  private func sides(_ entry: DoubleCount) -> [String] {
    let computed = Set(study.indicators.map(\.id))
    return (entry.first + entry.second).filter(computed.contains)
  }

  /// The choices that settle it; any region can leave an indicator out.
  private func remedy(_ entry: DoubleCount) -> Label {
    let choices = entry.leaveOut.map { "\($0.variant): \"\($0.choice)\"" }
    let exclusion = Label(
      zh: "在 excluded 中不计 \(sides(entry).joined(separator: "、")) 的一边",
      en: "leave one side of \(sides(entry).joined(separator: ", ")) out under excluded")
    guard !choices.isEmpty else { return exclusion }
    let all = choices.joined(separator: ", ")
    return Label(zh: "在 variants 中选 \(all)，或\(exclusion.zh)", en: "choose \(all), or \(exclusion.en)")
  }
}
