internal import API
internal import Access
internal import Actions
internal import Journal
internal import Law
internal import Ledger
internal import Parties
internal import RegistryDesk
internal import Reports
internal import Serving

/// What the registry goes by, to which every refusal leads: who may do what, and why something is refused.
extension RegistrySite {
  var rulesPage: GuardedRoute {
    page("/registry/rules", .seeSelf) { page, _ in page.rules() }
  }
}

extension RegistryPage {
  /// The lines of the rules that this registry adopted.
  var adoptedLines: [ActionRule] {
    let rules = try? house.desk?.read { $0.world.rules.actions.sorted }
    return (rules ?? nil) ?? []
  }

  func rules() -> HTTPResponse {
    show(
      say("规则", "Rules"),
      [
        heading(say("权限表", "Who may do what")),
        paragraph(
          say(
            "本登记簿设立时采用，随日志留存，不能改写。",
            "Adopted when this registry was founded, and kept in its journal.")),
        table(
          [say("事项", "What"), say("谁可办", "Who may"), say("由谁复核", "Approved by"), say("条目", "Line")],
          adoptedLines.map(line)),
        heading(say("不予办理的情形", "Why something is refused")),
        table(
          [say("规则", "Rule"), say("情形", "Case"), say("代码", "Code")], Self.refusals.map(row)),
      ])
  }

  private func line(_ rule: ActionRule) -> [Markup] {
    let what = VerbForm.all.first { $0.rules.contains(rule.action) }?.summary[language] ?? rule.action
    let whose =
      rule.action.hasPrefix("ledger.")
      ? say("（本人的单位）", " (own units)") : rule.action.hasPrefix("office.") ? say("（因职务）", " (by office)") : ""
    let roles = rule.roles.map { $0.label[language] }.joined(separator: say("、", ", "))
    let others = rule.eyes.map { eyes in
      eyes.roles.map { $0.label[language] }.joined(separator: " / ")
        + (eyes.separation == .personAndOrganisation ? say("，须为另一单位", ", of another organisation") : "")
    }
    return [
      .text(what + whose), .text(roles), .text(others ?? say("无须复核", "nobody")),
      tag("code", ["id": "line-" + rule.action], .text(rule.action)),
    ]
  }

  /// Every refusal of the closed lists, by number.
  private static let refusals: [Refusal] =
    LedgerRefusal.allCases.map { Refusal($0) } + PartyRefusal.allCases.map { Refusal($0) }
    + ActionRefusal.allCases.map { Refusal($0) }

  private func row(_ refusal: Refusal) -> [Markup] {
    [
      tag("span", ["id": "rule-\(refusal.number)"], .text("\(refusal.number)")),
      .text(RefusalTexts.label(of: refusal)[language]),
      tag("code", [:], .text(RefusalTexts.code(of: refusal))),
    ]
  }
}
