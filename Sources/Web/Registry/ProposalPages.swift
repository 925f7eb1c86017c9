internal import API
internal import Access
internal import Actions
internal import Journal
internal import Law
internal import Parties
internal import RegistryDesk
internal import Reports
internal import Serving

/// What waits for whom.
extension RegistrySite {
  var proposalPages: [GuardedRoute] {
    [
      page("/registry/proposals", .seeOwnProposals) { page, _ in try page.proposals() },
      page("/registry/proposals/{number}", .seeOwnProposals) { page, values in
        try page.proposal(values["number"])
      },
    ]
  }
}

extension RegistryPage {
  func proposals() throws -> HTTPResponse {
    let (visitor, desk) = try inside()
    let lines = try house.proposals(for: visitor, at: desk)
    let (mine, others) = (lines.filter(\.isForVisitor), lines.filter { !$0.isForVisitor })
    return show(
      say("提案", "Proposals"), isLive: true,
      [
        heading(say("等待您复核", "Waiting for you")), list(mine),
        heading(say("等待他人复核", "Waiting for others")), list(others),
      ])
  }

  private func list(_ lines: [ProposalLine]) -> Markup {
    table(
      [
        say("提案", "Proposal"), say("事项", "What"), say("提案人", "By"), say("由谁复核", "Waits for"),
        say("失效", "Lapses"),
      ],
      lines.map { line in
        [
          link("/registry/proposals/\(line.proposal.number)", "\(line.proposal.number)"),
          .text(line.words?.steps.map { $0.title[language] }.joined(separator: "、") ?? line.proposal.action),
          .text(line.proposer),
          .text(line.proposal.eyes.roles.map { $0.label[language] }.joined(separator: " / ")),
          .text("\(line.proposal.lapses.day)"),
        ]
      })
  }

  func proposal(_ text: String) throws -> HTTPResponse {
    let (visitor, desk) = try inside()
    guard let number = UInt32(text), let line = try house.proposal(number, for: visitor, at: desk) else {
      throw Bar.nothing
    }
    return show(
      say("提案 \(number)", "Proposal \(number)"), isLive: true,
      (line.words?.steps ?? []).map(step) + [facts(of: line)] + decisions(on: line))
  }

  private func step(_ step: ActionWords.Step) -> Markup {
    tag(
      "section", [:], heading(step.title[language]),
      tag(
        "dl", ["class": "row"],
        step.lines.flatMap { line in
          [
            tag("dt", ["class": "col-sm-4"], .text(line.label[language])),
            tag("dd", ["class": "col-sm-8"], .text(line.value[language])),
          ]
        }))
  }

  private func facts(of line: ProposalLine) -> Markup {
    let proposal = line.proposal
    let lines: [(String, String)] = [
      (say("提案人", "Proposed by"), line.proposer), (say("提出", "Proposed"), proposal.proposed.shown),
      (say("状态", "Status"), proposal.status.label[language]),
      (say("失效", "Lapses"), proposal.lapses.shown),
      (
        say("由谁复核", "Waits for"),
        proposal.eyes.roles.map { $0.label[language] }.joined(separator: " / ")
          + (proposal.eyes.separation == .personAndOrganisation
            ? say("，须为另一单位", ", of another organisation") : "")
      ),
      (
        say("已同意", "Approved by"),
        line.approvers.isEmpty ? say("尚无", "nobody yet") : line.approvers.joined(separator: "、")
      ),
    ]
    let digest = tag("span", ["class": "digest"], .text("\(proposal.body)"))
    return table(
      [say("项目", "Item"), say("内容", "Content")],
      lines.map { [.text($0.0), .text($0.1)] } + [[.text(say("内容摘要", "Digest of what is asked")), digest]])
  }

  private func decisions(on line: ProposalLine) -> [Markup] {
    let number = "\(line.proposal.number)"
    func button(_ word: String, _ text: String, _ style: String) -> Markup {
      ownForm(
        "/registry/do/" + word, text,
        [hidden("key", newKey), hidden("proposal", number), hidden("digest", "\(line.proposal.body)")],
        style: style)
    }
    var buttons: [Markup] = []
    if line.isForVisitor {
      buttons += [
        button("approve", say("复核通过", "Approve"), "btn-success"),
        button("reject", say("驳回", "Reject"), "btn-outline-danger"),
      ]
    }
    if line.isOwn { buttons.append(button("withdraw", say("撤回", "Withdraw"), "btn-outline-secondary")) }
    return buttons
  }

  /// The key of a form: whoever sends it twice acts once.
  var newKey: String {
    var chance = Chance()
    return chance.key(at: house.settings.clock()).description
  }
}

extension Proposal.Status {
  /// How people call it.
  var label: Label {
    switch self {
    case .pending: Label(zh: "待复核", en: "waiting")
    case .approved: Label(zh: "已通过", en: "approved")
    case .rejected: Label(zh: "已驳回", en: "rejected")
    case .withdrawn: Label(zh: "已撤回", en: "withdrawn")
    case .lapsed: Label(zh: "已过期", en: "lapsed")
    }
  }
}
