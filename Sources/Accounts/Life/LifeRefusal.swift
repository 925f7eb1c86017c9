public import Law
public import Quantities

/// Why a step was not written down, in the order of the checks.
public enum LifeRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// Person, organisation, role or text says nothing.
  case blank(String)
  /// The day lies before the last step's.
  case dayBefore(Day)
  case notNow(LifeAct, AccountLife.State)
  /// Handed in again, but the account is the one that was handed in.
  case unchanged
  case hasPredecessor
  /// The account is another than the one that was handed in.
  case changed
  /// An author cannot review or countersign his own account.
  case byAuthor(String)
  case noRemark(Int)
  case answered(Int)
  /// Only the organisation that handed the account in answers for it.
  case notAuthors(String)
  case notReviewed
  case unanswered([Int])
  case twice(String)
  case otherRegion(LifeLink, LifeLink)
  case sameAccount
  /// A correction follows the norm of what it corrects.
  case otherNorm(LifeLink, LifeLink)
  case sameNorm(LifeLink)
  case notPublished(AccountLife.State)

  /// A lasting code.
  public var code: String {
    switch self {
    case .blank: "life.blank"
    case .dayBefore: "life.day-before"
    case .notNow: "life.not-now"
    case .unchanged: "life.unchanged"
    case .hasPredecessor: "life.has-predecessor"
    case .changed: "life.changed"
    case .byAuthor: "life.by-author"
    case .noRemark: "life.no-remark"
    case .answered: "life.answered"
    case .notAuthors: "life.not-authors"
    case .notReviewed: "life.not-reviewed"
    case .unanswered: "life.unanswered"
    case .twice: "life.twice"
    case .otherRegion: "life.other-region"
    case .sameAccount: "life.same-account"
    case .otherNorm: "life.other-norm"
    case .sameNorm: "life.same-norm"
    case .notPublished: "life.not-published"
    }
  }

  public var description: String { "\(text) [\(code)]" }

  private var text: Label {
    switch self {
    case .blank(let field):
      Label(zh: "没有写 \(field)；请用 --\(field) 写明", en: "\(field) says nothing; give it by --\(field)")
    case .dayBefore(let day):
      Label(zh: "日期早于上一步的 \(day)", en: "the day lies before \(day), that of the last step")
    case .notNow(let act, let state):
      Label(
        zh: "账目现为“\(state.label.zh)”，不能\(act.label.zh)；可在\(Self.states(of: act).zh)时做",
        en:
          "the account is \(state.label.en): no \(act.label.en), only when \(Self.states(of: act).en)"
      )
    case .unchanged:
      Label(zh: "账目与已报审的相同，不必再报", en: "the account is the one that was handed in; nothing to hand in again")
    case .hasPredecessor:
      Label(zh: "本账已写明它更正或重算哪本账", en: "the account names already which one it revises or recomputes")
    case .changed:
      Label(
        zh: "account.json 与报审时不同（摘要不符）；改动后须重新 submit",
        en: "account.json is not what was handed in, by its digest; submit it again")
    default: textOfPersons
    }
  }

  private var textOfPersons: Label {
    switch self {
    case .byAuthor(let name):
      Label(zh: "\(name) 是报审人，不能评审或会签自己的账", en: "\(name) handed it in and cannot review or countersign it")
    case .noRemark(let number):
      Label(
        zh: "没有第 \(number) 步的意见；life ACCOUNT show 列出各步",
        en: "step \(number) is no remark; show lists the steps")
    case .answered(let number):
      Label(zh: "第 \(number) 步的意见已经答复", en: "the remark of step \(number) is answered already")
    case .notAuthors(let name):
      Label(zh: "\(name) 不是报审单位，不能代为答复", en: "\(name) did not hand the account in and cannot answer for it")
    case .notReviewed:
      Label(zh: "还没有专家评审（remark 或 agree）", en: "nobody has reviewed it (remark or agree)")
    case .unanswered(let numbers):
      Label(
        zh: "第 \(numbers.map(String.init).joined(separator: "、")) 步的意见还没有答复",
        en: "remarks of steps \(numbers.map(String.init).joined(separator: ", ")) have no answer")
    case .twice(let name): Label(zh: "\(name) 已经会签", en: "\(name) has countersigned already")
    default: textOfRevisions
    }
  }

  private var textOfRevisions: Label {
    switch self {
    case .otherRegion(let old, let new):
      Label(
        zh: "旧账是 \(old.region) \(old.year) 年，本账是 \(new.region) \(new.year) 年，须为同地同年",
        en: "the older account is of \(old.region) \(old.year), this one of \(new.region) \(new.year)")
    case .sameAccount: Label(zh: "两本账内容相同", en: "both accounts are the same")
    case .otherNorm(let old, let new):
      Label(
        zh: "规范不同（\(old.pack) → \(new.pack)）；按新规范重算请用 recompute，两本并存",
        en: "norms differ (\(old.pack) → \(new.pack)); use recompute, by which both are kept")
    case .sameNorm(let old):
      Label(
        zh: "规范相同（\(old.pack) \(old.edition)）；更正请用 revise",
        en: "the norm is the same (\(old.pack) \(old.edition)); use revise")
    case .notPublished(let state):
      Label(
        zh: "旧账现为“\(state.label.zh)”，尚未发布；未发布的账直接改后重新 submit",
        en: "the older account is \(state.label.en), not published; change it and submit it again")
    default: Label(same: "")
    }
  }

  private static func states(of act: LifeAct) -> Label {
    let states = AccountLife.State.allCases.filter(act.states.contains).map(\.label)
    return Label(
      zh: states.map { "“\($0.zh)”" }.joined(separator: "、"),
      en: states.map(\.en).joined(separator: " or "))
  }
}

extension AccountLife.State {
  /// The word for people.
  public var label: Label {
    switch self {
    case .draft: Label(zh: "草稿", en: "draft")
    case .inReview: Label(zh: "评审中", en: "in review")
    case .countersigned: Label(zh: "已会签", en: "countersigned")
    case .published: Label(zh: "已发布", en: "published")
    case .superseded: Label(zh: "已被更正", en: "superseded")
    }
  }
}

extension LifeAct {
  /// The word for people.
  public var label: Label {
    switch self {
    case .submit: Label(zh: "报审", en: "submission")
    case .remark: Label(zh: "专家意见", en: "remark")
    case .agree: Label(zh: "评审同意", en: "agreement")
    case .answer: Label(zh: "答复", en: "answer")
    case .countersign: Label(zh: "会签", en: "countersignature")
    case .publish: Label(zh: "发布", en: "publication")
    case .revise: Label(zh: "更正旧账", en: "revision of an earlier account")
    case .recompute: Label(zh: "按新规范重算旧账", en: "recomputation of an earlier account by a new norm")
    case .superseded: Label(zh: "被新账更正", en: "replacement by a later account")
    case .recomputed: Label(zh: "另有按新规范重算的账", en: "note of an account by a new norm")
    }
  }
}
