internal import Actions
public import Journal
internal import Law
public import Parties

extension Names {
  /// The proposals that wait, the one that lapses first in front: all, or those that somebody may approve.
  ///
  /// - Parameter actor: `person@organisation`; `nil` for all.
  public func proposals(waitingFor actor: String?, at moment: Moment) throws(DeskRefusal) -> [Proposal] {
    guard let actor else {
      return world.directory.waitingProposals.compactMap { world.directory.proposal($0) }
    }
    let caller = try self.actor(actor)
    return world.directory.proposals(
      waitingFor: Caller(person: caller.person, organisation: caller.organisation, moment: moment),
      rules: world.rules)
  }

  /// What waits for whom.
  public func proposalListing(waitingFor actor: String?, at moment: Moment) throws(DeskRefusal) -> Listing {
    let rows = try proposals(waitingFor: actor, at: moment).map { proposal in
      let (title, what) = words(of: proposal.number)
      return [
        "\(proposal.number)", title.isEmpty ? proposal.action : title, what, code(of: proposal.person),
        code(of: proposal.organisation), "\(proposal.proposed.day)",
        proposal.eyes.roles.map(\.description).joined(separator: " / "), "\(proposal.lapses.day)",
      ]
    }
    return Listing(
      head: [
        "提案 proposal", "操作 action", "内容 what", "提案人 by", "单位 for", "提出 proposed", "待复核 waits for",
        "失效 lapses",
      ], rows: rows)
  }

  /// What a proposal asks for: the actions, and with what: `批次 lot quan-2026；数量 amount 200.00 亩`.
  private func words(of proposal: UInt32) -> (title: String, what: String) {
    guard let action = world.proposedAction(proposal) else { return ("", "") }
    let steps = ActionWords(action, in: self).steps
    func both(_ label: Label) -> String { label.zh == label.en ? label.zh : "\(label.zh) \(label.en)" }
    let lines = steps.map { step in
      step.lines.map { "\(both($0.label)) \(both($0.value))" }.joined(separator: "；")
    }
    return (steps.map { both($0.title) }.joined(separator: " + "), lines.joined(separator: " + "))
  }

  private func code(of party: UInt32) -> String { world.directory.party(party)?.code ?? "–" }
}
