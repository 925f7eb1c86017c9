import Foundation
import Journal
import SQLiteStore
import Store
import Testing

/// Goal: the database itself keeps the journal and refuses impossible rows, whoever writes.
/// Method: SQL by hand against registries of both kinds, beside the program.
@Suite struct SecondLockTests {
  static let forbidden = [
    "UPDATE blocks SET moment = moment + 1", "DELETE FROM blocks", "UPDATE commands SET place = 7",
    "DELETE FROM commands", "UPDATE moves SET quantity = 0", "DELETE FROM moves WHERE sequence = 1",
    "INSERT INTO balances (account, lot, available, held) VALUES (77, 1, -1, 0)",
    "UPDATE balances SET held = -1",
    "INSERT INTO balances (account, lot, available, held) VALUES (77, 1, NULL, 0)",
    "INSERT INTO balances (account, lot, available, held) VALUES (77, 1, 'many', 0)",
    "INSERT INTO balances (account, lot, available, held) SELECT account, lot, 1, 1 FROM balances",
    "INSERT INTO writer (one, epoch) VALUES (2, 9)", "INSERT INTO moves (sequence) VALUES (9)",
    "INSERT INTO commands (key, body, sequence, block, place) SELECT key, body, 1, 1, 1 FROM commands",
  ]

  @Test(arguments: StorePlace.Kind.lasting, forbidden)
  func `The database refuses by itself`(kind: StorePlace.Kind, text: String) throws {
    guard let place = try StorePlace(kind) else { return }
    let store = try place.create()
    var rehearsal = Rehearsal(seed: 11)
    for _ in 0..<10 { try store.commit(rehearsal.batch()) }
    let digest = try store.stateDigest(by: hash)
    #expect(PlainSQL.run(text, in: place) != nil)
    #expect(try store.stateDigest(by: hash) == digest)
    try store.commit(rehearsal.batch())
  }

  @Test func `SQLite's way to replace a row does not get past it, nor PostgreSQL's to empty a table`() throws
  {
    for (kind, text) in [
      (
        StorePlace.Kind.sqlite,
        "REPLACE INTO moves (sequence, step, account, quantity) SELECT sequence, step, 1, 1 FROM moves"
      ),
      (.sqlite, "REPLACE INTO blocks SELECT * FROM blocks"),
      (.sqlite, "INSERT OR REPLACE INTO commands SELECT * FROM commands"),
      (.postgres, "TRUNCATE moves"), (.postgres, "TRUNCATE blocks CASCADE"),
    ] {
      guard let place = try StorePlace(kind) else { continue }
      let store = try place.create()
      var rehearsal = Rehearsal(seed: 12)
      for _ in 0..<10 { try store.commit(rehearsal.batch()) }
      #expect(PlainSQL.run(text, in: place)?.contains("rows are only added") == true)
    }
  }

  @Test func `PostgreSQL refuses a key that refers to a block which is not there`() throws {
    guard let place = try StorePlace(.postgres) else { return }
    let store = try place.create()
    var rehearsal = Rehearsal(seed: 14)
    for _ in 0..<3 { try store.commit(rehearsal.batch()) }
    let text =
      "INSERT INTO commands (key, body, sequence, block, place) "
      + "SELECT substr(body, 1, 16), body, 1, block + %, 1 FROM commands"
    let strange = PlainSQL.run(text.replacingOccurrences(of: "%", with: "2"), in: place)
    #expect(strange?.contains("no such block") == true)
    #expect(PlainSQL.run(text.replacingOccurrences(of: "%", with: "0"), in: place) == nil)
  }

  @Test(arguments: StorePlace.Kind.lasting)
  func `A batch that breaks a condition is refused whole and by name`(kind: StorePlace.Kind) throws {
    guard let place = try StorePlace(kind) else { return }
    var rehearsal = Rehearsal(seed: 13)
    let store = try place.create()
    try store.commit(rehearsal.batch())
    let good = rehearsal.batch()
    let key: [Cell] = [.integer(1), .integer(1)]
    let short = RowChange(table: "balances", key: key, row: key + [.integer(-1), .integer(0)])
    let fault = #expect(throws: StoreFault.self) {
      try store.commit(Batch(block: good.block, fates: good.fates, changes: [short], history: good.history))
    }
    #expect(fault?.kind == .constraint && fault?.mayHaveHappened == false)
    let again = try place.open()
    #expect(try again.fates(of: good.fates.map(\.key)).isEmpty)
    try again.commit(good)
  }

  @Test func `A registry in SQLite says in its header what it is`() throws {
    guard let place = try StorePlace(.sqlite) else { return }
    try place.create().close()
    let bytes = Array(FileManager.default.contents(atPath: place.address)?.prefix(100) ?? Data())
    #expect(bytes[60..<64].elementsEqual([0, 0, 0, 1]))
    #expect(bytes[68..<72].elementsEqual("SHAN".utf8))
  }
}
