public import Journal

/// Something that happened in the book. The numbers of the kinds are lasting.
///
/// "Set" facts carry the whole record as it is afterwards; a quantity of 0 means that it is gone.
public enum LedgerFact: Hashable, Sendable {
  indirect case unitOpened(AssetUnit)
  indirect case accountOpened(Account)
  indirect case lotOpened(LotID, LotTerms)
  case statusSet(AccountID, AccountStatus, order: String)
  case floorSet(AccountID, LotID, Int64?)
  case posted(Posting)
  case holdPlaced(Hold, [HoldLeg])
  case holdClosed(HoldID, HoldOutcome)
  case pledgeSet(Pledge)
  case pledgeClosed(PledgeID)
  case lienSet(Lien)
  indirect case freezeSet(Freeze)
  indirect case freezeWaitSet(FreezeWait)
  case leaseSet(Lease)
  case counterSet(key: String, minimum: Int64, maximum: Int64)
  case counted(key: String, change: Int64, after: Int64)
  indirect case claimed(Claim)
  case claimWithdrawn(ClaimID, reason: String)
  case referenceUsed(Reference)
  case reversed(Reversal)
}

extension LedgerFact: Fact {
  /// The kind of ``posted(_:)``.
  static let posting: UInt16 = 2006

  public var kind: UInt16 {
    switch self {
    case .unitOpened: 2001
    case .accountOpened: 2002
    case .lotOpened: 2003
    case .statusSet: 2004
    case .floorSet: 2005
    case .posted: Self.posting
    case .holdPlaced: 2007
    case .holdClosed: 2008
    case .pledgeSet: 2009
    case .pledgeClosed: 2010
    case .lienSet: 2011
    case .freezeSet: 2012
    case .leaseSet: 2013
    case .counterSet: 2014
    case .counted: 2015
    case .claimed: 2016
    case .claimWithdrawn: 2017
    case .referenceUsed: 2018
    case .reversed: 2019
    case .freezeWaitSet: 2020
    }
  }

  public var version: UInt8 { 1 }
}
