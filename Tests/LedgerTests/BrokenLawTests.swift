import Journal
import Ledger
import Testing

/// Goal: each law sees its breach, and each refusal has its words.
/// Method: a book is loaded from rows in which one amount is one greater; every such book breaks a law.
@Suite struct BrokenLawTests {
  /// Tables and the columns in them whose amounts some law ties to others.
  static let amounts: [(table: String, columns: [String])] = [
    ("lots", ["issued", "converted_in", "converted_out", "retired", "expired", "cancelled"]),
    (
      "holdings",
      [
        "potential", "available", "held", "pledged", "frozen", "buffer", "leased", "retired", "expired",
        "cancelled",
      ]
    ), ("spans", ["first", "length", "account", "state", "tag"]),
    ("hold_legs", ["account", "lot", "quantity"]), ("holds", ["legs"]),
    ("pledges", ["pledge", "account", "lot", "quantity", "frozen"]), ("liens", ["pledge"]),
    ("freezes", ["account", "lot", "quantity"]), ("freeze_waits", ["behind", "account", "lot", "quantity"]),
    ("leases", ["account", "lot", "quantity"]),
  ]

  private func book(of desk: Desk, _ change: (String, Int, [Cell]) -> [Cell]?) throws -> Book {
    var book = Book()
    for shape in Book.shapes {
      for (index, row) in (desk.book.rows(of: shape.name) ?? []).enumerated() {
        if let row = change(shape.name, index, row) { try book.load(row, into: shape.name) }
      }
    }
    return book
  }

  @Test(arguments: amounts.indices)
  func `An amount that is one greater breaks a law`(index: Int) throws {
    var desk = try Desk.court()
    try desk.must(
      .freeze(lot: 2, account: 1, quantity: 9, pledge: 2, order: "裁 9", court: "法院", until: nil),
      .queueFreeze(behind: 3, quantity: 9, order: "裁 10", court: "二院", until: nil),
      .lease(lot: 3, account: 1, quantity: 9, lessee: 2, until: desk.later))
    let (table, columns) = Self.amounts[index]
    let shape = try #require(Book.shapes.first { $0.name == table })
    #expect(try book(of: desk) { $2 }.brokenLaws() == [])
    for name in columns {
      let column = try #require(shape.columns.firstIndex { $0.name == name })
      for place in 0..<(desk.book.rows(of: table)?.count ?? 0) {
        let changed = try? book(of: desk) { other, index, row in
          guard other == table, index == place, case .integer(let value) = row[column] else { return row }
          var row = row
          row[column] = .integer(value + 1)
          return row
        }
        // A row that is refused outright is found as well.
        if let changed { #expect(changed.brokenLaws() != [], "\(table) \(place) \(name)") }
      }
    }
  }

  @Test(arguments: ["holdings", "spans", "hold_legs", "pledges", "freezes", "leases", "numberings"])
  func `A row that lacks breaks a law`(table: String) throws {
    let desk = try Desk.court()
    for place in 0..<(desk.book.rows(of: table)?.count ?? 0) {
      let amounts = desk.book.rows(of: table)?[place].dropFirst(2).filter { $0 != .integer(0) && $0 != .null }
      if table == "holdings", amounts?.isEmpty == true { continue }
      let book = try book(of: desk) { $0 == table && $1 == place ? nil : $2 }
      #expect(book.brokenLaws() != [], "\(table) \(place)")
    }
  }

  @Test(arguments: LedgerRefusal.allCases)
  func `Every refusal has a code and words in both languages`(rule: LedgerRefusal) {
    #expect(rule.code.hasPrefix("ledger.") && rule.code.utf8.allSatisfy { $0 < 0x7B && $0 > 0x2C })
    #expect(rule.chinese.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
    #expect(rule.english.utf8.allSatisfy { $0 < 0x80 } && rule.english.count > 9)
    let same = LedgerRefusal.allCases.filter { $0.chinese == rule.chinese || $0.english == rule.english }
    #expect(same == [rule] && rule.code != "ledger." && rule.number == rule.rawValue)
  }

  @Test func `Codes are read by programs for ever`() {
    #expect(LedgerRefusal.short.code == "ledger.short")
    #expect(LedgerRefusal.noRemainderAccount.code == "ledger.no-remainder-account")
    #expect(LedgerRefusal.accountFrozen.number == 2048)
  }
}
