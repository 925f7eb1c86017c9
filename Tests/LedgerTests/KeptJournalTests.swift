import Foundation
import Journal
import Ledger
import Quantities
import Testing

/// Goal: a journal of any release stays readable for ever.
/// Method: `Journals/` keeps a journal of each version of the form, with every kind of fact. It is read,
/// replayed, and written again; a decision of the same operations today gives the same rows. With
/// SHANSHUI_KEEP_JOURNAL set to a path, the journal of today's form is written there.
@Suite struct KeptJournalTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Journals")

  /// A desk at which every kind of fact and every movement came about.
  ///
  /// - Parameter isLater: Whether with what came after the first journal was kept: freezes that wait.
  static func story(isLater: Bool = true) throws -> Desk {
    var desk = try Desk.court()
    desk.sequence = 999
    try desk.must(.setFloor(account: 1, lot: Desk.points, floor: -7))
    try desk.must(.settle(hold: 2, quantities: [40]), .enforce(pledge: 2, rank: 1, quantity: 30, to: 2))
    try desk.must(.freeze(lot: 2, account: 1, quantity: 5, pledge: 2, order: "裁 5", court: "法院", until: nil))
    try desk.must(.seize(freeze: 3, quantity: 2, to: 3), .unfreeze(freeze: 3))
    if isLater {
      try desk.must(.freeze(lot: 2, account: 1, quantity: 6, order: "裁 6", court: "法院", until: nil))
      try desk.must(
        .queueFreeze(behind: 4, quantity: 4, order: "裁 7", court: "二院", until: desk.later),
        .queueFreeze(behind: 4, quantity: 6, order: "裁 8", court: "三院", until: nil), .unfreeze(freeze: 4))
      // Freeze 5 has 4; freeze 6 has 2 and waits behind it for the other 4.
      try desk.must(.unfreeze(freeze: 5), .unfreeze(freeze: 6))
    }
    try desk.must(
      .transfer(lot: 3, from: 1, to: 2, quantity: 10, first: 101),
      .transfer(lot: 3, from: 1, to: 3, quantity: 110),
      .split(
        lot: 5, from: 1, quantity: 70,
        shares: [SplitShare(account: 2, weight: 1), SplitShare(account: 3, weight: 2)], remainder: -1))
    try desk.must(
      .convert(
        Conversion(
          lot: 2, account: 1, quantity: 107, toLot: 5, numerator: 5, denominator: 4, rounding: .halfEven,
          remainder: 5)),
      .retire(lot: 3, account: 2, quantity: 3, reason: "用于占补", beneficiary: "某某项目"))
    try desk.must(.issue(lot: 2, account: 3, quantity: 50, to: .potential))
    try desk.must(
      .release(lot: 2, account: 3, quantity: 30), .release(lot: 2, account: 3, quantity: 5, to: .buffer),
      .void(lot: 2, account: 3, quantity: 5, from: .potential, to: .cancelled, reason: "监测未达"))
    let expiring = LotTerms(
      code: "LOT-X", unit: 3, assetClass: "湿地", project: "项目甲", place: "地块 64",
      vintage: LotTerms.Vintage(from: .first, to: .last), attributes: [.init("soil", "黄壤")], expiry: .first,
      evidence: Digest(bytes: [UInt8](1...32)[...]))
    try desk.must(.openLot(expiring))
    desk.moment = desk.later
    try desk.must(.tick)
    try desk.must(.void(lot: 6, account: 1, quantity: 1, to: .expired, reason: "到期"))
    return desk
  }

  static func bytes(of desk: Desk) -> [UInt8] {
    var writer = ByteWriter()
    writer.list(desk.journal.map { facts in facts.map { RecordedFact($0) } }) { writer, facts in
      writer.list(facts) { writer, fact in
        writer.integer(fact.kind)
        writer.integer(fact.version)
        writer.counted(fact.content)
      }
    }
    return writer.bytes
  }

  static func entries(_ bytes: [UInt8]) throws -> [[RecordedFact]] {
    var reader = ByteReader(bytes)
    let entries = try reader.list { (reader: inout ByteReader) throws(MalformedBytes) in
      try reader.list { (reader: inout ByteReader) throws(MalformedBytes) in
        RecordedFact(
          kind: try reader.integer(), version: try reader.integer(), content: try reader.counted())
      }
    }
    try reader.finish()
    return entries
  }

  @Test(arguments: [false, true])
  func `The journals that were kept are read, replayed and written again to the byte`(isLater: Bool) throws {
    let desk = try Self.story(isLater: isLater)
    if let path = ProcessInfo.processInfo.environment["SHANSHUI_KEEP_JOURNAL"] {
      try Data(Self.bytes(of: desk)).write(to: URL(fileURLWithPath: path))
    }
    let name = isLater ? "ledger-1-queues.facts" : "ledger-1.facts"
    let kept = Array(try Data(contentsOf: Self.folder.appending(path: name)))
    let entries = try Self.entries(kept)
    var book = Book()
    for fact in entries.joined() {
      let known = try LedgerFact(fact)
      #expect(RecordedFact(known) == fact)
      try book.apply(known)
    }
    #expect(Set(entries.joined().map(\.kind)) == Set(isLater ? 2001...2020 : 2001...2019))
    #expect(Desk.rows(of: book) == desk.rows)
    #expect(book.brokenLaws() == [])
  }

  @Test func `Cut or changed bytes of a fact are refused or are another fact, never a stop`() throws {
    var random = SplitMix(seed: 8)
    let desk = try Self.story()
    for fact in desk.journal.joined().map({ RecordedFact($0) }) {
      for length in 0..<fact.content.count {
        let cut = RecordedFact(
          kind: fact.kind, version: fact.version, content: Array(fact.content[..<length]))
        #expect(throws: MalformedBytes.self) { try LedgerFact(cut) }
      }
      for _ in 0..<20 {
        var content = fact.content
        content[random.below(content.count)] ^= 1 << UInt8(random.below(8))
        let changed = RecordedFact(kind: fact.kind, version: fact.version, content: content)
        guard let other = try? LedgerFact(changed) else { continue }
        #expect(RecordedFact(other) == changed)
        #expect(other != (try LedgerFact(fact)))
      }
    }
  }

  @Test func `A journal with a changed fact is found inconsistent, gives other rows, or is refused`() throws {
    var random = SplitMix(seed: 9)
    let desk = try Self.story()
    let facts = desk.journal.joined().map { RecordedFact($0) }
    var equal = 0
    for _ in 0..<1500 {
      let place = random.below(facts.count)
      var content = facts[place].content
      content[random.below(content.count)] ^= 1 << UInt8(random.below(8))
      var book = Book()
      do {
        for (index, fact) in facts.enumerated() {
          let right = index == place ? content : fact.content
          try book.apply(
            try LedgerFact(RecordedFact(kind: fact.kind, version: fact.version, content: right)))
        }
        // Words of a cause, an outcome or an order stand in the journal only: the chain of digests guards
        // them.
        if Desk.rows(of: book) == desk.rows { equal += 1 }
        _ = book.perform([.tick], in: Context(sequence: 9999, moment: .last))
      } catch {}
    }
    #expect(equal < 600)
  }
}
