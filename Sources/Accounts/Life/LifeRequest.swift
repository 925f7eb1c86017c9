public import Quantities

/// What somebody asks to be written down.
public struct LifeRequest: Hashable, Sendable {
  public var act: LifeAct
  public var person: LifePerson
  public var day: Day
  public var text: String
  /// The number of the remark that is answered.
  public var remark: Int?
  /// SHA-256 of `account.json` as it is now.
  public var account: String
  public var link: LifeLink?

  public init(
    act: LifeAct, person: LifePerson, day: Day, text: String, remark: Int? = nil, account: String,
    link: LifeLink? = nil
  ) {
    self.act = act
    self.person = person
    self.day = day
    self.text = text
    self.remark = remark
    self.account = account
    self.link = link
  }
}

extension AccountLife {
  /// Looks whether what is asked may be, and gives the step, not yet sealed.
  ///
  /// - Throws: ``LifeRefusal``, the first that holds in the order of its cases.
  public func step(_ request: LifeRequest) throws(LifeRefusal) -> LifeStep {
    try checkWords(request)
    try checkState(request)
    switch request.act {
    case .submit: break
    case .remark, .agree:
      if request.person.name == submission?.person.name { throw .byAuthor(request.person.name) }
    case .answer: try checkAnswer(request)
    case .countersign: try checkCountersigning(request)
    case .publish, .revise, .recompute, .superseded, .recomputed: break
    }
    return LifeStep(
      number: steps.count + 1, act: request.act, person: request.person, day: request.day,
      text: request.text, remark: request.remark, account: request.account, link: request.link,
      before: steps.last?.digest ?? "", digest: "")
  }

  private func checkWords(_ request: LifeRequest) throws(LifeRefusal) {
    let words = [
      ("person", request.person.name), ("organisation", request.person.organisation),
      ("role", request.person.role),
    ]
    for (field, word) in words where word.allSatisfy(\.isWhitespace) { throw .blank(field) }
    let needsText: Set<LifeAct> = [.remark, .answer, .revise, .recompute]
    if needsText.contains(request.act), request.text.allSatisfy(\.isWhitespace) { throw .blank("text") }
    if let last = steps.last?.day, request.day.number < last.number { throw .dayBefore(last) }
  }

  private func checkState(_ request: LifeRequest) throws(LifeRefusal) {
    guard request.act.states.contains(state) else { throw .notNow(request.act, state) }
    let linking: Set<LifeAct> = [.superseded, .recomputed]
    switch request.act {
    case .submit:
      if state != .draft, !hasChanged(request.account) { throw .unchanged }
    case .revise, .recompute:
      if predecessor != nil { throw .hasPredecessor }
    default:
      if hasChanged(request.account), !linking.contains(request.act) { throw .changed }
    }
  }

  private func checkAnswer(_ request: LifeRequest) throws(LifeRefusal) {
    guard let number = request.remark, let remark = steps.first(where: { $0.number == number }),
      remark.act == .remark
    else { throw .noRemark(request.remark ?? 0) }
    guard openRemarks.contains(remark) else { throw .answered(number) }
    guard request.person.organisation == submission?.person.organisation else {
      throw .notAuthors(request.person.organisation)
    }
  }

  private func checkCountersigning(_ request: LifeRequest) throws(LifeRefusal) {
    if request.person.name == submission?.person.name { throw .byAuthor(request.person.name) }
    guard steps.contains(where: { [.remark, .agree].contains($0.act) }) else { throw .notReviewed }
    guard openRemarks.isEmpty else { throw .unanswered(openRemarks.map(\.number)) }
    if countersignatures.contains(where: { $0.person.name == request.person.name }) {
      throw .twice(request.person.name)
    }
  }
}

extension LifeAct {
  /// In which states it may happen.
  var states: Set<AccountLife.State> {
    switch self {
    case .submit: [.draft, .inReview, .countersigned]
    case .remark, .agree, .answer: [.inReview]
    case .countersign: [.inReview, .countersigned]
    case .publish: [.countersigned]
    case .revise, .recompute: [.draft]
    case .superseded: [.published]
    case .recomputed: [.published, .superseded]
    }
  }
}

/// Looks whether an account may revise or recompute another.
///
/// - Throws: ``LifeRefusal``: of the act by which the older one is told, or of the two not being alike.
public func checkRevision(
  _ act: LifeAct, _ new: LifeLink, of old: LifeLink, _ life: AccountLife
) throws(LifeRefusal) {
  guard old.region == new.region, old.year == new.year else { throw .otherRegion(old, new) }
  guard old.account != new.account else { throw .sameAccount }
  let sameNorm = old.pack == new.pack && (act == .revise || old.edition == new.edition)
  if act == .revise, !sameNorm { throw .otherNorm(old, new) }
  if act == .recompute, sameNorm { throw .sameNorm(old) }
  guard [.published, .superseded].contains(life.state) else { throw .notPublished(life.state) }
  guard life.submission?.account == old.account else { throw .changed }
}
