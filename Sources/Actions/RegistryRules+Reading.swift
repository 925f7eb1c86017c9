public import Law
internal import Ledger
public import Parties

extension RegistryRules {
  /// Reads the rules of a registry from their file and the calendar's.
  ///
  /// - Parameters:
  ///   - text: A JSON5 file like `Packs/registry/plain/rules.json5`.
  ///   - calendar: The working days.
  /// - Returns: The rules, `nil` when anything refuses them; and all problems that were found.
  public static func read(
    _ text: String, file: String, calendar: WorkCalendar
  ) -> (rules: RegistryRules?, problems: [Problem]) {
    let session = ReadingSession(units: nil)
    let (node, faults) = parseJSON5Forgiving(text, file: file)
    for fault in faults { session.report(fault) }
    let rules = node.flatMap { Reader($0, session: session).registryRules(calendar) }
    return (session.hasErrors ? nil : rules, session.problems)
  }
}

extension Reader {
  fileprivate func registryRules(_ calendar: WorkCalendar) -> RegistryRules? {
    guard let form = form(required: ["id", "title", "source", "actions", "custody"]) else { return nil }
    _ = form["title"]?.label()
    _ = form["source"]?.document()
    let custody = form["custody"]?.custody()
    guard let id = form["id"]?.text(), let custody else { return nil }
    let actions = form.items("actions").compactMap { $0.actionRule() }
    let parties = PartyRules(
      actions: ActionTable(actions), transfers: custody.rule ?? .atAnyTime, calendar: calendar)
    return RegistryRules(id: id, parties: parties, hasCustody: custody.rule != nil)
  }

  private func actionRule() -> ActionRule? {
    guard let form = form(required: ["action", "roles"], optional: ["eyes"]),
      let action = form["action"]?.text()
    else { return nil }
    let known = ActionRule.names
    if !known.contains(action) {
      form["action"]?.report(
        .wrongValue, Label(zh: "没有“\(action)”这个操作", en: "there is no action \"\(action)\""),
        remedy: nearest(action, among: known).map { Label(zh: "是否想写 \($0)？", en: "did you mean \($0)?") }
          ?? Label(zh: "操作见 docs/registry.md", en: "docs/registry.md lists the actions"))
    }
    let roles = form.items("roles").compactMap { $0.role() }
    return ActionRule(action: action, roles: roles, eyes: form["eyes"].flatMap { $0.eyes() })
  }

  private func role() -> Role? {
    guard let text = text() else { return nil }
    if let role = Role(text) { return role }
    report(
      .wrongValue, Label(zh: "“\(text)”不是角色代码", en: "\"\(text)\" is no code of a role"),
      remedy: Label(zh: "写小写字母与连字符，如 registrar", en: "write small letters and hyphens, like registrar"))
    return nil
  }

  private func eyes() -> FourEyes? {
    guard let form = form(required: ["approvals", "separation", "roles", "hours"]),
      let approvals = form["approvals"]?.integer(in: 1...8),
      let separation = form["separation"]?.choice(SeparationWord.self),
      let hours = form["hours"]?.integer(in: 1...8784)
    else { return nil }
    let eyes = FourEyes(
      approvals: UInt8(approvals), separation: separation == .person ? .person : .personAndOrganisation,
      roles: form.items("roles").compactMap { $0.role() }, interval: Int64(hours) * 3_600_000)
    if eyes == nil {
      report(
        .wrongValue, Label(zh: "复核须列出 1 至 32 个角色", en: "other eyes need 1 to 32 roles"),
        remedy: Label(zh: "在 roles 中写上复核人的角色", en: "write the roles of approvers into roles"))
    }
    return eyes
  }
}

private enum SeparationWord: String, CaseIterable {
  case person
  case personAndOrganisation = "person-and-organisation"
}

extension ActionRule {
  /// All names that a table of roles may have.
  static let names: [String] =
    Operation.words.flatMap { ["ledger." + $0, "office." + $0] } + PartyRequest.actions
}
