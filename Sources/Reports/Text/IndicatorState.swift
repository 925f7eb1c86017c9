public import Accounts
internal import Law

/// Whether an indicator's total is a figure.
enum IndicatorState {
  case counted
  /// The region chose not to count it.
  case leftOut
  /// It is missing on all land: nought would say that there is none.
  case missing

  /// What stands in place of the quantity; nil where there is one.
  var text: String? { text(in: .zh) }

  func text(in language: Language) -> String? {
    switch self {
    case .counted: nil
    case .leftOut: Label(zh: "按选择不计", en: "left out by choice")[language]
    case .missing: "—"
    }
  }
}

/// The states of an account's indicators.
struct IndicatorStates {
  private let leftOut: Set<String>
  private let known: Set<String>

  init(_ account: Account, _ provenance: Provenance?) {
    known = Set(account.sums.map(\.indicator))
    let counted = Set(account.sums.filter { $0.physical != 0 || $0.value != 0 }.map(\.indicator))
    guard let provenance else {
      leftOut = []
      return
    }
    let notes = ProvenanceNotes(provenance)
    leftOut = Set(
      account.indicators.map(\.id).filter { id in
        !counted.contains(id)
          && notes.workings[id].map { notes.isNought($0.physical) || notes.isNought($0.value) } == true
      })
  }

  func state(of indicator: Account.IndicatorTotal) -> IndicatorState {
    if leftOut.contains(indicator.id) { return .leftOut }
    return known.contains(indicator.id) ? .counted : .missing
  }
}

/// The indicators that an account leaves out by choice: their figures are no noughts.
public func indicatorsLeftOut(_ account: Account, _ provenance: Provenance) -> Set<String> {
  let states = IndicatorStates(account, provenance)
  return Set(
    account.indicators.filter { if case .leftOut = states.state(of: $0) { true } else { false } }.map(\.id))
}

extension ProvenanceNotes {
  /// Whether a choice stands behind a name, and what was chosen is nought times something.
  fileprivate func isNought(_ name: String) -> Bool {
    var (name, hops) = (name, 0)
    while let formula = formulas[name], let target = formula.reads.first, hops < formulas.count,
      formula.text == "\(name) [\(formula.unit)] = \(target)"
    {
      (name, hops) = (target, hops + 1)
    }
    guard hops > 0, let text = formulas[name]?.text, let sign = text.firstIndex(of: "=") else { return false }
    return text[text.index(after: sign)...].drop { $0 == " " }.hasPrefix("0 *")
  }
}
