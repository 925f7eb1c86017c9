import Journal
import Ledger
import Quantities
import Testing

/// Goal: what was accepted can be read back from its rows, whatever the letters.
/// Method: texts with marks that combine with the signs around them; equal keys in two spellings.
@Suite struct RowTests {
  private func reloaded(_ book: Book) throws -> Book {
    var loaded = Book()
    for shape in Book.shapes {
      for row in book.rows(of: shape.name) ?? [] { try loaded.load(row, into: shape.name) }
    }
    return loaded
  }

  @Test func `Marks that combine with the signs of a row are read back as they were`() throws {
    var desk = try Desk.opened()
    let attributes: [LotTerms.Attribute] = [
      .init("a", "\u{338}= x"), .init("b", ""), .init("\u{301}c", "山\u{FE0F}水"),
    ]
    try desk.must(.openLot(LotTerms(code: "\u{338}", unit: 2, attributes: attributes)))
    try desk.must(
      .claim(
        ClaimTerms(
          place: .none, box: Box(west: 0, south: 0, east: 0, north: 0), benefit: "b",
          conflicts: ["a", "\u{301}b"], from: .first, to: .last, stated: 0)))
    let loaded = try reloaded(desk.book)
    #expect(Desk.rows(of: loaded) == desk.rows)
    #expect(loaded.lots[7]?.terms.attributes == attributes)
    #expect(loaded.claims[1]?.terms.conflicts == ["a", "\u{301}b"])
  }

  @Test func `A counter named in another spelling of the same letters is the same row`() throws {
    var desk = try Desk.opened()
    try desk.must(.setCounter(key: "caf\u{E9}", minimum: 0, maximum: 5))
    try desk.must(
      .setCounter(key: "cafe\u{301}", minimum: 0, maximum: 9), .count(key: "cafe\u{301}", change: 9))
    let changes = desk.book.takeChanges().filter { $0.table == "counters" }
    #expect(changes.count == 1)
    #expect(desk.book.rows(of: "counters")?.count == 1)
    guard case .text(let key) = changes[0].key[0] else { return }
    #expect(Array(key.utf8) == Array("caf\u{E9}".utf8))
  }

  @Test func `Rows of another making are refused`() throws {
    let desk = try Desk.court()
    for shape in Book.shapes {
      for row in desk.book.rows(of: shape.name) ?? [] {
        for column in row.indices where row[column] != .null {
          var book = Book()
          for earlier in Book.shapes {
            if earlier.name == shape.name { break }
            for row in desk.book.rows(of: earlier.name) ?? [] { try book.load(row, into: earlier.name) }
          }
          var changed = row
          changed[column] = .bytes([1])
          #expect(throws: MalformedRow.self, "\(shape.name) \(column)") {
            try book.load(changed, into: shape.name)
          }
        }
        break
      }
    }
    var book = Book()
    #expect(throws: MalformedRow.self) { try book.load([], into: "units") }
    #expect(throws: MalformedRow.self) { try book.load([.integer(1)], into: "cities") }
  }

  @Test func `Equal operations have equal bytes, others have others`() throws {
    var operations = RandomOperations(seed: 5)
    let desk = try Desk.court()
    var seen: [[UInt8]: Operation] = [:]
    for _ in 0..<5000 {
      let operation = operations.operation(desk.book, at: desk.moment, sequence: 1000)
      let former = seen.updateValue(operation, forKey: Operation.bytes(of: [operation]))
      #expect(former == nil || former == operation)
    }
    #expect(seen.count > 4000)
  }
}
