public import Journal

extension LedgerFact {
  /// Writes the content in the canonical form of version 1, as docs/ledger.md tabulates it.
  public func write(to writer: inout ByteWriter) {
    switch self {
    case .posted(let posting): writer.posting(posting)
    case .unitOpened(let unit):
      writer.id(unit.id)
      unit.rules.write(to: &writer)
    case .accountOpened(let account): account.write(to: &writer)
    case .lotOpened(let id, let terms):
      writer.id(id)
      terms.write(to: &writer)
    case .statusSet(let account, let status, let order):
      writer.id(account)
      writer.integer(status.rawValue)
      writer.text(order)
    case .floorSet(let account, let lot, let floor):
      writer.id(account)
      writer.id(lot)
      writer.optional(floor) { $0.integer($1) }
    case .counterSet(let key, let minimum, let maximum):
      writer.text(key)
      writer.integer(minimum)
      writer.integer(maximum)
    case .counted(let key, let change, let after):
      writer.text(key)
      writer.integer(change)
      writer.integer(after)
    default: writeSecurity(to: &writer)
    }
  }

  private func writeSecurity(to writer: inout ByteWriter) {
    switch self {
    case .holdPlaced(let hold, let legs): hold.write(to: &writer, legs)
    case .holdClosed(let hold, let outcome):
      writer.id(hold)
      writer.integer(outcome.rawValue)
    case .pledgeSet(let pledge): pledge.write(to: &writer)
    case .pledgeClosed(let pledge): writer.id(pledge)
    case .lienSet(let lien):
      writer.id(lien.key.pledge)
      writer.integer(lien.key.rank)
      writer.id(lien.lender)
      writer.integer(lien.quantity)
    case .freezeSet(let freeze): freeze.write(to: &writer)
    case .freezeWaitSet(let wait): wait.write(to: &writer)
    case .leaseSet(let lease): lease.write(to: &writer)
    case .claimed(let claim):
      writer.id(claim.id)
      writer.integer(claim.sequence)
      claim.terms.write(to: &writer)
    case .claimWithdrawn(let claim, let reason):
      writer.id(claim)
      writer.text(reason)
    case .referenceUsed(let reference):
      writer.text(reference.key)
      writer.integer(reference.sequence)
    case .reversed(let reversal):
      writer.integer(reversal.key.sequence)
      writer.integer(reversal.key.index)
      writer.integer(reversal.by)
    default: break
    }
  }

  /// Whether a fact of the journal is one of the book's.
  public static func isKnown(_ kind: UInt16) -> Bool { (2001...2020).contains(kind) }

  /// Reads a fact of the book as the journal keeps it, in any version of its form.
  ///
  /// - Throws: ``MalformedBytes``: the kind or version is unknown, or the content is not what was written.
  public init(_ recorded: RecordedFact) throws(MalformedBytes) {
    guard recorded.version == 1 else {
      throw MalformedBytes(offset: 0, fault: .unknown(Int(recorded.version)))
    }
    var reader = ByteReader(recorded.content)
    self = try Self.read(recorded.kind, from: &reader)
    try reader.finish()
  }

  private static func read(
    _ kind: UInt16, from reader: inout ByteReader
  ) throws(MalformedBytes) -> LedgerFact {
    switch kind {
    case 2001: .unitOpened(AssetUnit(id: try reader.id(), rules: try UnitRules(from: &reader)))
    case 2002: .accountOpened(try Account(from: &reader))
    case 2003: .lotOpened(try reader.id(), try LotTerms(from: &reader))
    case 2004: .statusSet(try reader.id(), try reader.known(), order: try reader.text())
    case 2005:
      .floorSet(try reader.id(), try reader.id(), try reader.flag() ? try reader.integer() : nil)
    case 2006: .posted(try reader.posting())
    case 2014:
      .counterSet(key: try reader.text(), minimum: try reader.integer(), maximum: try reader.integer())
    case 2015: .counted(key: try reader.text(), change: try reader.integer(), after: try reader.integer())
    default: try readSecurity(kind, from: &reader)
    }
  }

  private static func readSecurity(
    _ kind: UInt16, from reader: inout ByteReader
  ) throws(MalformedBytes) -> LedgerFact {
    switch kind {
    case 2007:
      let (hold, legs) = try Hold.read(from: &reader)
      return .holdPlaced(hold, legs)
    case 2008: return .holdClosed(try reader.id(), try reader.known())
    case 2009: return .pledgeSet(try Pledge(from: &reader))
    case 2010: return .pledgeClosed(try reader.id())
    case 2011:
      let key = Lien.Key(try reader.id(), try reader.integer())
      return .lienSet(Lien(key: key, lender: try reader.id(), quantity: try reader.integer()))
    case 2012: return .freezeSet(try Freeze(from: &reader))
    case 2013: return .leaseSet(try Lease(from: &reader))
    case 2016:
      let (id, sequence): (ClaimID, UInt64) = (try reader.id(), try reader.integer())
      return .claimed(Claim(id: id, terms: try ClaimTerms(from: &reader), sequence: sequence))
    case 2017: return .claimWithdrawn(try reader.id(), reason: try reader.text())
    case 2018: return .referenceUsed(Reference(key: try reader.text(), sequence: try reader.integer()))
    case 2019:
      let key = Reversal.Key(try reader.integer(), try reader.integer())
      return .reversed(Reversal(key: key, by: try reader.integer()))
    case 2020: return .freezeWaitSet(try FreezeWait(from: &reader))
    default: throw MalformedBytes(offset: 0, fault: .unknown(Int(kind)))
    }
  }
}
