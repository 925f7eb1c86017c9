public import Actions
public import Journal
internal import Law
internal import Ledger
internal import Parties
internal import Store

/// What an answer says to a person: lines of text, and whether it happened.
public struct Spoken: Sendable {
  public let lines: [String]
  public let hasHappened: Bool

  init(_ lines: [String], hasHappened: Bool) { (self.lines, self.hasHappened) = (lines, hasHappened) }
}

/// Puts answers into words.
public struct Speaker {
  private let names: Names

  /// Speaks of a state.
  public init(_ names: Names) { self.names = names }

  /// What an answer says.
  ///
  /// - Parameter action: What was asked, where it is known.
  public func say(_ answer: Answer, to action: (any Action)? = nil) -> Spoken {
    switch answer {
    case .decided(let entry, let isRepeat):
      let head =
        "第 \(entry.sequence) 号记录 · entry \(entry.sequence)" + (isRepeat ? "（重复请求 · asked before）" : "")
      switch entry.outcome {
      case .done(let facts): return Spoken([head] + facts.flatMap(say), hasHappened: true)
      case .refused(let refusal): return Spoken([head] + say(refusal, of: action), hasHappened: false)
      }
    case .conflict:
      return Spoken(
        ["此请求号已用于另一请求，未作任何改动 · this key was used for another request; nothing changed"], hasHappened: false)
    case .failed(let fault):
      return Spoken(["未发生 · it did not happen: \(fault)"], hasHappened: false)
    case .unknown(let fault):
      return Spoken(
        ["结果不明，请稍后用 registry fate 查询 · nobody can say whether it happened; ask by registry fate: \(fault)"],
        hasHappened: false)
    }
  }

  /// A refusal: the rule in both languages, its figures and names, and its code.
  public func say(_ refusal: Refusal, of action: (any Action)? = nil) -> [String] {
    let label = RefusalTexts.label(of: refusal)
    let step = refusal.step > 0 ? "（第 \(refusal.step + 1) 步 · step \(refusal.step + 1)）" : ""
    let figures = RefusalFigures(refusal, of: action, in: names).texts
    func shown(_ texts: [String]) -> String {
      texts.isEmpty ? "" : " [\(texts.joined(separator: ", "))]"
    }
    return [
      "不予办理\(step)：\(label.zh)\(shown(figures.map(\.zh))) · refused: \(label.en)"
        + "\(shown(figures.map(\.en))) (\(RefusalTexts.code(of: refusal)))"
    ]
  }

  private func say(_ fact: RecordedFact) -> [String] {
    if let fact = try? LedgerFact(fact) { return say(fact) }
    if let fact = try? PartyFact(fact) { return say(fact) }
    if let known = try? ActionFact(fact), case .deferred(_, let due) = known {
      return ["将于 \(due.dayAndTime) 交割 · delivered on \(due.dayAndTime)"]
    }
    return []
  }

  private func say(_ fact: LedgerFact) -> [String] {
    switch fact {
    case .posted(let posting): posting.moves.map(say)
    case .holdPlaced(let hold, _): ["预留 \(hold.id) · hold \(hold.id)"]
    case .pledgeSet(let pledge): ["质押 \(pledge.id) · pledge \(pledge.id)"]
    case .lienSet(let lien): ["顺位 \(lien.key.rank) · rank \(lien.key.rank)"]
    case .freezeSet(let freeze) where freeze.quantity == 0:
      ["司法冻结 \(freeze.id) 已结束 · freeze \(freeze.id) has ended"]
    case .freezeSet(let freeze): ["司法冻结 \(freeze.id) · freeze \(freeze.id)"]
    case .freezeWaitSet(let wait) where wait.quantity > 0:
      [
        "轮候冻结 \(wait.key.freeze)，在第 \(wait.key.behind) 号之后 · "
          + "freeze \(wait.key.freeze) waits behind freeze \(wait.key.behind)"
      ]
    case .claimed(let claim): ["占用声明 \(claim.id) · claim \(claim.id)"]
    case .leaseSet(let lease): ["租赁 \(lease.id) · lease \(lease.id)"]
    default: []
    }
  }

  private func say(_ fact: PartyFact) -> [String] {
    switch fact {
    case .registered(let party): ["登记 \(party.code) · registered \(party.code)"]
    case .proposed(let proposal):
      [
        "提案 \(proposal.number) 待复核 · proposal \(proposal.number) waits for approval by "
          + proposal.eyes.roles.map(\.description).joined(separator: " / ")
      ]
    case .trusted(let entry):
      ["自 \(entry.active.dayAndTime) 起受信任 · trusted from \(entry.active.dayAndTime) on"]
    default: []
    }
  }

  /// A move with the balances that it left: what the client would ask for next.
  private func say(_ move: Move) -> String {
    let lot = names.world.book.lots[move.lot]
    func amount(_ parts: Int64) -> String { lot.map { names.text(parts, of: $0) } ?? "\(parts)" }
    func place(_ place: Ledger.Place, _ after: Int64) -> String {
      guard let account = names.world.book.accounts[place.account] else { return "\(place.state)" }
      return "\(account.code).\(place.state) (= \(amount(after)))"
    }
    let serials = move.first > 0 ? " #\(move.first)–\(move.first + (move.quantity - 1))" : ""
    return
      "\(lot?.terms.code ?? "?") \(amount(move.quantity))\(serials): \(place(move.from, move.fromAfter)) → "
      + place(move.to, move.toAfter)
  }
}

extension Moment {
  /// The day and the time in China, to the minute: `2026-04-03 12:00`.
  fileprivate var dayAndTime: String {
    let minutes = (milliseconds - Moment(startOf: day).milliseconds) / 60_000
    func two(_ number: Int64) -> String { (number < 10 ? "0" : "") + String(number) }
    return "\(day) \(two(minutes / 60)):\(two(minutes % 60))"
  }
}
