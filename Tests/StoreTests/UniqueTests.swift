import Journal
import Store
import Testing

/// Goal: what must be unique is so in the database too, and an older registry without such locks gets them.
/// Method: a table of the tests' own with a code that is unique; rows and registries that break it.
@Suite struct UniqueTests {
  static let loose = TableShape(
    "things", [.init("id", .integer), .init("code", .text), .init("kind", .text)], keyCount: 1,
    indexes: [["code"], ["kind", "code"]])
  static let strict = TableShape(
    "things", loose.columns, keyCount: 1, indexes: [["kind"]], unique: [["code"]])
  static let first = StoreShape(version: 1, tables: [loose])
  static let second = StoreShape(
    version: 2, tables: [strict], migrations: [Migration(from: 1, steps: [.reindex(loose, into: strict)])])

  private static func batch(_ chain: inout Chain, _ rows: [(Int64, String?)]) -> Batch {
    let entry = Rehearsal.entry(chain.nextSequence)
    let block = chain.seal([entry.bytes], at: Moment(milliseconds: Int64(chain.nextSequence)))
    let changes = rows.map { id, code in
      RowChange(
        table: "things", key: [.integer(id)], row: code.map { [.integer(id), .text($0), .text("k")] })
    }
    return Batch(block: block, entries: [entry], changes: changes, history: [])
  }

  @Test(arguments: StorePlace.Kind.lasting)
  func `A code that is there is refused with its whole batch; one that goes away is free`(
    kind: StorePlace.Kind
  ) throws {
    guard let place = try StorePlace(kind) else { return }
    let store = try place.create(Self.second)
    var chain = Chain(hash: hash)
    try store.commit(Self.batch(&chain, [(1, "a"), (2, "b")]))
    try store.commit(Self.batch(&chain, [(1, nil), (3, "a"), (2, "b")]))
    let found = try store.page(TableQuery("things", by: ["code"], equal: [.text("a")], limit: 9)).rows
    #expect(found == [[.integer(3), .text("a"), .text("k")]])
    let ordered = try store.page(TableQuery("things", by: ["code"], limit: 9)).rows
    #expect(ordered.map { $0[0] } == [.integer(3), .integer(2)])
    var other = chain
    let fault = OpeningTests.fault { try store.commit(Self.batch(&other, [(4, "c"), (5, "a")])) }
    #expect(fault?.kind == .constraint)
    let again = try store.reopen()
    #expect(try again.row(of: "things", key: [.integer(4)]) == nil)
    try again.commit(Self.batch(&chain, [(4, "c")]))
  }

  @Test(arguments: StorePlace.Kind.lasting)
  func `An older registry keeps its rows and gets the locks, or stays as it is when it breaks them`(
    kind: StorePlace.Kind
  ) throws {
    for isBroken in [false, true] {
      guard let place = try StorePlace(kind) else { return }
      let store = try place.create(Self.first)
      var chain = Chain(hash: hash)
      try store.commit(Self.batch(&chain, [(1, "a"), (2, isBroken ? "a" : "b")]))
      let digest = try store.stateDigest(by: hash)
      store.close()
      #expect(OpeningTests.fault { _ = try place.open(Self.second) }?.kind == .version)
      let fault = OpeningTests.fault { try place.open(Self.second, migrating: true).close() }
      #expect((fault?.kind == .constraint) == isBroken)
      let after = try place.open(isBroken ? Self.first : Self.second)
      #expect(try after.stateDigest(by: hash) == digest)
      var other = chain
      let twice = OpeningTests.fault { try after.commit(Self.batch(&other, [(3, "a")])) }
      #expect((twice == nil) == isBroken)
    }
  }
}
