internal import Actions
public import Journal
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
      [
        "\(proposal.number)", proposal.action, code(of: proposal.person), code(of: proposal.organisation),
        proposal.eyes.roles.map(\.description).joined(separator: " / "), "\(proposal.lapses.day)",
      ]
    }
    return Listing(
      head: ["提案 proposal", "操作 action", "提案人 by", "单位 for", "待复核 waits for", "失效 lapses"], rows: rows)
  }

  private func code(of party: UInt32) -> String { world.directory.party(party)?.code ?? "–" }
}
