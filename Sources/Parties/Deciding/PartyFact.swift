public import Journal

/// What happened to parties and consent.
public enum PartyFact: Fact {
  case registered(Party)
  case renamed(organisation: UInt32, name: String)
  /// A person's identity has another digest, or none after erasure.
  case identityChanged(person: UInt32, identity: Digest?)
  case statusSet(party: UInt32, status: Party.Status, order: String, since: Moment)
  case represented(Representation)
  case roleGranted(RoleGrant)
  case trusted(TrustedAccount)
  case distrusted(TrustedAccount.Key)
  case limitSet(QuantityLimit.Key, quantity: Int64?)
  case proposed(Proposal)
  /// With the last approval that is needed the proposal is approved.
  case approved(Approval, isLast: Bool)
  /// A proposal was rejected, withdrawn or lapsed.
  case proposalEnded(proposal: UInt32, status: Proposal.Status, moment: Moment)
  /// An account is under an administration; 0 for none any more.
  case administered(account: UInt32, administration: UInt32)

  /// The lasting numbers of the kinds.
  public static let kinds: ClosedRange<UInt16> = 3000...3012

  public var kind: UInt16 {
    switch self {
    case .registered: 3000
    case .renamed: 3001
    case .identityChanged: 3002
    case .statusSet: 3003
    case .represented: 3004
    case .roleGranted: 3005
    case .trusted: 3006
    case .distrusted: 3007
    case .limitSet: 3008
    case .proposed: 3009
    case .approved: 3010
    case .proposalEnded: 3011
    case .administered: 3012
    }
  }

  public var version: UInt8 { 1 }
}
