public import Accounts
internal import Law
internal import Quantities

/// The life of an account as lines for a terminal: state, digests, steps, and what stands in the way.
///
/// - Parameter digest: SHA-256 of `account.json` as it is now.
public func lifeLines(_ account: Account, _ life: AccountLife, digest: String) -> [String] {
  let title =
    "\(regionName(account.region)) \(account.region.year) 年　\(account.pack.id) \(account.pack.edition)"
  var lines = [title, "状态 state：\(life.state.label)", "account.json SHA-256 \(digest)"]
  if let last = life.steps.last { lines.append("life.json    SM3     \(last.digest)") }
  if life.hasChanged(digest) { lines.append("账目已改动，与报审时不符；请重新 submit · changed since it was submitted") }
  for step in life.steps { lines += stepLines(step) }
  let open = life.openRemarks
  if !open.isEmpty {
    let numbers = open.map { String($0.number) }.joined(separator: "、")
    lines.append("待答复的意见 remarks without an answer：第 \(numbers) 步")
  }
  return lines.map(plainText)
}

private func stepLines(_ step: LifeStep) -> [String] {
  let answered = step.remark.map { "（第 \($0) 步）" } ?? ""
  let person = "\(step.person.organisation) \(step.person.name)（\(step.person.role)）"
  var lines = ["", "\(step.number)  \(step.day)  \(step.act.label)\(answered)　\(person)"]
  if !step.text.isEmpty { lines.append("     \(step.text)") }
  if let link = step.link {
    lines.append("     \(link.region) \(link.year)　\(link.pack) \(link.edition)　SHA-256 \(link.account)")
  }
  return lines
}
