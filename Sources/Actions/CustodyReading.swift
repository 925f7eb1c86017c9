internal import Law
internal import Parties

/// The custody of a registry: none, or the rule.
struct CustodyWords {
  let rule: TransferRule?
}

extension TransferRule {
  /// What stands in the place of a rule where a registry has none; no transfer asks it.
  static var atAnyTime: TransferRule {
    guard let noon = WorkingTime(days: 1, minute: 720),
      let rule = TransferRule(
        opens: 0, closes: 1440, offList: .refused, limited: .every, activation: noon)
    else { preconditionFailure("A whole day is within its bounds.") }
    return rule
  }
}

extension Reader {
  /// `custody: "none"`, or hours, trusted accounts and what happens to others.
  func custody() -> CustodyWords? {
    if case .text("none") = node.value { return CustodyWords(rule: nil) }
    guard
      let form = form(required: ["opens", "closes", "off_list", "limited", "activation", "source"])
    else { return nil }
    _ = form["source"]?.citation()
    guard let opens = form["opens"]?.minute(), let closes = form["closes"]?.minute(),
      let offList = form["off_list"]?.offList(), let limited = form["limited"]?.choice(LimitedWord.self),
      let activation = form["activation"]?.workingTime()
    else { return nil }
    let rule = TransferRule(
      opens: opens, closes: closes, offList: offList,
      limited: limited == .every ? .every : .offList, activation: activation)
    if rule == nil {
      report(
        .wrongValue, Label(zh: "开始时刻须早于结束时刻", en: "the hours must begin before they end"),
        remedy: Label(zh: "改正 opens 与 closes", en: "correct opens and closes"))
    }
    return rule.map { CustodyWords(rule: $0) }
  }

  private func offList() -> TransferRule.OffList? {
    if case .text("refused") = node.value { return .refused }
    guard let form = form(required: [], optional: ["hours", "cutoff", "before", "after"]),
      let key = form.oneOf(["hours", "cutoff"])
    else { return nil }
    if key == "hours" {
      return form["hours"]?.integer(in: 0...8784).map { .interval(milliseconds: Int64($0) * 3_600_000) }
    }
    guard let cutoff = form["cutoff"]?.minute(), let before = form["before"]?.workingTime(),
      let after = form["after"]?.workingTime()
    else { return nil }
    return .delayed(cutoff: cutoff, before: before, after: after)
  }

  private func workingTime() -> WorkingTime? {
    guard let form = form(required: ["working_days", "at"]),
      let days = form["working_days"]?.integer(in: 1...255), let minute = form["at"]?.minute()
    else { return nil }
    return WorkingTime(days: UInt8(days), minute: minute)
  }

  /// A time of day, written `10:00`; `24:00` is the end of the day.
  private func minute() -> UInt16? {
    guard let text = text() else { return nil }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hour = UInt16(parts[0]),
      let minute = UInt16(parts[1]), minute < 60, hour * 60 + minute <= 1440
    {
      return hour * 60 + minute
    }
    report(
      .wrongValue, Label(zh: "“\(text)”不是时刻", en: "\"\(text)\" is no time of day"),
      remedy: Label(zh: "写成 10:00 的形式", en: "write it like 10:00"))
    return nil
  }
}

private enum LimitedWord: String, CaseIterable {
  case every
  case offList = "off-list"
}
