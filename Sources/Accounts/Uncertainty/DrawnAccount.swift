import Formula
import Land
import Law
import Synchronization

extension Drawing {
  /// Makes the figures of all draws and tells what they say together.
  ///
  /// - Parameters:
  ///   - figures: The account's own figures, prepared.
  ///   - free: For each draw, by group, what it reckoned anew from the cells.
  ///   - base: Total value of each zone at the top in the account itself, by member of the tree.
  ///   - sideBySide: Calls its second argument for each number below the first, on several threads if it can.
  public func uncertainty(
    _ figures: DrawFigures, free: [[Int: [Double]]], base: [Int: Double],
    sideBySide: (Int, @Sendable (Int) -> Void) -> Void
  ) throws -> Account.Uncertainty {
    let outcomes = try outcomes(figures, free: free, sideBySide: sideBySide)
    let indicators = maker.study.indicators
    let classes = indicators.map(\.productClass)
    func total(_ kind: ProductClass?) -> Account.Interval {
      let sums = outcomes.map { outcome in
        zip(classes, outcome.value).reduce(0.0) { kind == nil || $1.0 == kind ? $0 + $1.1 : $0 }
      }
      return .init(id: kind?.rawValue ?? "all", value: DrawSummary(of: sums))
    }
    let tops = base.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Account.Uncertainty.mostZones)
    return Account.Uncertainty(
      draws: count, seed: "\(seed)", generator: Philox.name, figures: self.figures.map(Self.title),
      indicators: indicators.indices.map { place in
        .init(
          id: indicators[place].id, physical: DrawSummary(of: outcomes.map { $0.physical[place] }),
          value: DrawSummary(of: outcomes.map { $0.value[place] }))
      },
      totals: ProductClass.allCases.filter { $0 != .other || classes.contains(.other) }.map { total($0) }
        + [total(nil)],
      zones: tops.map { top in
        .init(
          id: maker.data.tree.members[top.key].code,
          value: DrawSummary(of: outcomes.map { $0.zones[top.key] ?? 0 }))
      },
      lost: outcomes.filter(\.lost).count)
  }

  private func outcomes(
    _ figures: DrawFigures, free: [[Int: [Double]]], sideBySide: (Int, @Sendable (Int) -> Void) -> Void
  ) throws -> [DrawOutcome] {
    let made = Mutex<[Int: Result<DrawOutcome, any Error>]>([:])
    sideBySide(count) { number in
      let outcome = Result {
        try figures.outcome(number, self.drawn(number), free: free[number])
      }
      made.withLock { $0[number] = outcome }
    }
    let all = made.withLock { $0 }
    return try (0..<count).compactMap { try all[$0]?.get() }
  }

  private static func title(_ figure: DrawnFigure) -> Account.DrawnFigure {
    let spread = figure.spread
    return .init(
      name: figure.name, zh: figure.label.zh, en: figure.label.en, value: figure.value, unit: figure.unit,
      distribution: spread.shape.word, sd: spread.shape.sd ?? .nan,
      min: spread.low.isFinite ? spread.low : .nan, max: spread.high.isFinite ? spread.high : .nan,
      drawnWith: figure.stream, source: figure.source?.text(in: .zh) ?? "")
  }
}
