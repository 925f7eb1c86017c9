public import Quantities

/// What somebody did with an account.
public enum LifeAct: String, Hashable, Sendable, CaseIterable {
  /// 报审: the author hands the account in, or hands in a changed one again.
  case submit
  /// 专家意见: a reviewer's remark, which wants an answer.
  case remark
  /// 同意: a reviewer has nothing to remark.
  case agree
  /// 答复: the author's side answers a remark.
  case answer
  /// 会签: somebody else answers for the account with his name.
  case countersign
  /// 发布.
  case publish
  /// 更正: this account stands in the place of an earlier one by the same norm.
  case revise
  /// 按新规范重算: this account has the same year as an earlier one, by another norm; both stay.
  case recompute
  /// 已被更正: a later account stands in this one's place.
  case superseded
  /// 已按新规范重算: there is an account of the same year by another norm.
  case recomputed
}

/// Who did it, as he gives himself: the program knows no persons.
public struct LifePerson: Hashable, Sendable {
  public var name: String
  public var organisation: String
  /// Post or title, as 编制人, 评审专家, 负责人.
  public var role: String

  public init(name: String, organisation: String, role: String) {
    self.name = name
    self.organisation = organisation
    self.role = role
  }
}

/// Another account that a step names.
public struct LifeLink: Hashable, Sendable {
  /// SHA-256 of its `account.json`.
  public var account: String
  public var region: String
  public var year: Int
  public var pack: String
  public var edition: String

  public init(account: String, region: String, year: Int, pack: String, edition: String) {
    self.account = account
    self.region = region
    self.year = year
    self.pack = pack
    self.edition = edition
  }

  /// The link to an account with that digest.
  public init(_ account: Account, digest: String) {
    self.init(
      account: digest, region: account.region.id, year: account.region.year, pack: account.pack.id,
      edition: account.pack.edition)
  }
}

/// One step in the life of an account.
public struct LifeStep: Hashable, Sendable {
  /// From 1 on, without gaps.
  public var number: Int
  public var act: LifeAct
  public var person: LifePerson
  /// As the person gave it: no clock is read.
  public var day: Day
  /// A remark, an answer, a reason; may be empty where none is wanted.
  public var text: String
  /// The number of the step that an answer answers.
  public var remark: Int?
  /// SHA-256 of `account.json` at that step.
  public var account: String
  /// The account that this one revises or recomputes, or by which it was.
  public var link: LifeLink?
  /// The digest of the step before, empty for the first.
  public var before: String
  /// SM3 of the canonical JSON of all above; empty until the step is sealed.
  public var digest: String

  public init(
    number: Int, act: LifeAct, person: LifePerson, day: Day, text: String, remark: Int?, account: String,
    link: LifeLink?, before: String, digest: String
  ) {
    self.number = number
    self.act = act
    self.person = person
    self.day = day
    self.text = text
    self.remark = remark
    self.account = account
    self.link = link
    self.before = before
    self.digest = digest
  }
}
