public import Journal
internal import Ledger
internal import Parties

/// A block of the journal whose entries and facts were read, on any thread, before anybody asks whether they
/// can follow what was before them.
public struct ToldBlock: Sendable {
  /// The block, its digests and entries.
  public let read: ReadBlock
  /// The facts of each entry.
  let facts: [[ToldFact]]

  /// Reads a block.
  public init(_ block: Block, by hash: HashFunction) {
    read = ReadBlock(block, by: hash)
    facts = ((try? read.entries.get()) ?? []).map { entry in entry.facts.map { ToldFact($0) } }
  }
}

/// A fact by whom it concerns.
enum ToldFact: Sendable {
  case ledger(LedgerFact)
  case parties(RecordedFact)
  case own(ActionFact)
  case unreadable(MalformedBytes)

  init(_ fact: RecordedFact) {
    do throws(MalformedBytes) {
      switch fact.kind {
      case 2000...2999: self = .ledger(try LedgerFact(fact))
      case 3000...3999: self = .parties(fact)
      default:
        guard let known = try ActionFact(fact) else { throw Self.unknown(fact.kind) }
        self = .own(known)
      }
    } catch { self = .unreadable(error) }
  }

  private static func unknown(_ kind: UInt16) -> MalformedBytes {
    MalformedBytes(offset: 0, fault: .unknown(Int(kind)))
  }
}

extension World {
  /// Takes in a block behind a chain, entry by entry.
  ///
  /// - Parameter body: Hears each entry after it was taken in, and its place in the block.
  /// - Throws: ``ChainFault`` or ``ReplayFault``: where the journal's story breaks; or what `body` throws.
  public mutating func replay(
    _ told: ToldBlock, behind chain: inout Chain, _ body: (Entry, _ place: Int) throws -> Void = { _, _ in }
  ) throws {
    for (place, entry) in try chain.follow(told.read).enumerated() {
      try replay(entry, told.facts[place])
      try body(entry, place)
    }
  }

  /// Takes in the facts of an entry of the journal, and ends it.
  ///
  /// - Throws: ``ReplayFault``: which fact cannot follow what was before it.
  public mutating func replay(_ entry: Entry) throws(ReplayFault) {
    try replay(entry, entry.facts.map { ToldFact($0) })
  }

  private mutating func replay(_ entry: Entry, _ facts: [ToldFact]) throws(ReplayFault) {
    for (index, fact) in facts.enumerated() {
      do { try replay(fact) } catch {
        rollBack()
        throw ReplayFault(sequence: entry.sequence, fact: index, reason: "\(error)")
      }
    }
    keep()
  }

  private mutating func replay(_ fact: ToldFact) throws {
    switch fact {
    case .ledger(let fact): try book.apply(fact)
    case .parties(let fact): try directory.replay(fact)
    case .own(let fact):
      if !enact(fact) { throw MalformedBytes(offset: 0, fault: .unknown(Int(fact.kind))) }
    case .unreadable(let fault): throw fault
    }
  }
}
