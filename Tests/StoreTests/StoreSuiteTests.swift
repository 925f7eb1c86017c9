import Journal
import Store
import Testing

/// Goal: the three stores are one: the same batches give the same blocks, fates, rows, pages and digests.
/// Method: seeded batches go to a store of each kind and to a model of plain dictionaries.
@Suite struct StoreSuiteTests {
  @Test(arguments: StorePlace.Kind.allCases)
  func `What was committed is read back: blocks, fates, rows and their digest`(kind: StorePlace.Kind) throws {
    guard let place = try StorePlace(kind) else { return }
    let store = try place.create()
    var (rehearsal, model) = (Rehearsal(seed: 1), RowModel())
    #expect(try store.head() == nil && store.sequence() == 0)
    for _ in 0..<60 {
      let batch = rehearsal.batch()
      try store.commit(batch)
      model.take(batch)
    }
    try model.expect(store)
    #expect(try store.sequence() == rehearsal.chain.nextSequence - 1)
    let digest = try store.stateDigest(by: hash)
    store.close()
    #expect(throws: StoreFault.self) { try store.head() }
    if kind != .memory {
      let again = try place.open()
      try model.expect(again)
      #expect(try again.stateDigest(by: hash) == digest)
      try again.commit(rehearsal.batch())
      #expect(try again.examine() == [])
    }
  }

  @Test(arguments: StorePlace.Kind.allCases)
  func `The block of every entry is found by its sequence, and none for others`(kind: StorePlace.Kind) throws
  {
    guard let place = try StorePlace(kind) else { return }
    let store = try place.create()
    #expect(try store.block(holding: 1) == nil && store.header(of: 1) == nil && store.block(1) == nil)
    var rehearsal = Rehearsal(seed: 4)
    var blocks: [Block] = []
    for _ in 0..<45 {
      let batch = rehearsal.batch()
      try store.commit(batch)
      blocks.append(batch.block)
    }
    for block in blocks {
      let header = block.header
      #expect(try store.header(of: header.number) == header && store.block(header.number) == block)
      for sequence in header.firstSequence..<header.firstSequence + UInt64(header.count) {
        for floor in [1, (header.number + 1) / 2, header.number] {
          #expect(try store.block(holding: sequence, from: floor) == block)
        }
      }
    }
    for sequence in [0, rehearsal.chain.nextSequence, .max] {
      #expect(try store.block(holding: sequence) == nil)
    }
    #expect(try store.block(0) == nil && store.block(.max) == nil)
  }

  @Test func `All kinds have the same digest of the state`() throws {
    var digests: Set<Digest> = []
    for kind in StorePlace.Kind.allCases {
      guard let place = try StorePlace(kind) else { continue }
      let store = try place.create()
      var rehearsal = Rehearsal(seed: 7)
      for _ in 0..<40 { try store.commit(rehearsal.batch()) }
      digests.insert(try store.stateDigest(by: hash))
    }
    #expect(digests.count == 1)
  }

  @Test(arguments: StorePlace.Kind.allCases)
  func `Pages of any size, way and index are the rows in order`(kind: StorePlace.Kind) throws {
    guard let place = try StorePlace(kind) else { return }
    let store = try place.create()
    var (rehearsal, model) = (Rehearsal(seed: 2), RowModel())
    for _ in 0..<40 {
      let batch = rehearsal.batch()
      try store.commit(batch)
      model.take(batch)
    }
    for table in Rehearsal.shape.tables {
      for index in [nil] + table.indexes.map(Optional.some) {
        for isDescending in [false, true] {
          let all = model.rows(of: table, by: index, isDescending: isDescending)
          for limit in [1, 3, 1000] {
            var query = TableQuery(table.name, by: index, isDescending: isDescending, limit: limit)
            #expect(try Self.walk(&query, in: store) == all)
          }
        }
      }
    }
  }

  @Test(arguments: StorePlace.Kind.allCases)
  func `Equal values and bounds choose the rows`(kind: StorePlace.Kind) throws {
    guard let place = try StorePlace(kind) else { return }
    let store = try place.create()
    var (rehearsal, model) = (Rehearsal(seed: 3), RowModel())
    for _ in 0..<40 {
      let batch = rehearsal.batch()
      try store.commit(batch)
      model.take(batch)
    }
    for account in Int64(0)...6 {
      var query = TableQuery("moves", by: ["account"], equal: [.integer(account)], limit: 2)
      let expected = model.rows(of: Rehearsal.moves, by: ["account"], isDescending: false)
        .filter { $0[2] == .integer(account) }
      #expect(try Self.walk(&query, in: store) == expected)
      query = TableQuery("moves", from: .integer(account), through: .integer(account * 10), limit: 2)
      let between = model.rows(of: Rehearsal.moves, by: nil, isDescending: false)
        .filter { $0[0] >= .integer(account) && $0[0] <= .integer(account * 10) }
      #expect(try Self.walk(&query, in: store) == between)
    }
  }

  static func walk(_ query: inout TableQuery, in store: some RegistryView) throws -> [[Cell]] {
    var rows: [[Cell]] = []
    repeat {
      let page = try store.page(query)
      #expect(page.rows.count <= query.limit && (page.next == nil || page.rows.count == query.limit))
      rows += page.rows
      query.after = page.next
    } while query.after != nil
    return rows
  }

  @Test(arguments: StorePlace.Kind.allCases)
  func `Questions and cursors that fit no column are refused`(kind: StorePlace.Kind) throws {
    guard let place = try StorePlace(kind) else { return }
    let store = try place.create()
    let wrong = [
      TableQuery("nothing", limit: 1), TableQuery("lots", by: ["id"], limit: 1), TableQuery("lots", limit: 0),
      TableQuery("lots", equal: [.text("1")], limit: 1), TableQuery("lots", after: [.text("x")], limit: 1),
      TableQuery("lots", after: [], limit: 1), TableQuery("papers", from: .text("a\0b"), limit: 1),
      TableQuery("lots", by: ["note"], equal: [.null], limit: 1),
    ]
    for query in wrong {
      let fault = #expect(throws: StoreFault.self) { try store.page(query) }
      #expect(fault?.kind == .unstorable)
    }
  }

  @Test(arguments: StorePlace.Kind.allCases)
  func `A batch that does not follow or does not fit changes nothing, and the store goes on`(
    kind: StorePlace.Kind
  ) throws {
    guard let place = try StorePlace(kind) else { return }
    let store = try place.create()
    var rehearsal = Rehearsal(seed: 4)
    let (first, second) = (rehearsal.batch(), rehearsal.batch())
    try expect(.notNext) { try store.commit(second) }
    try store.commit(first)
    try expect(.notNext) { try store.commit(first) }
    let rows: [RowChange] = [
      RowChange(table: "nothing", key: [.integer(1)], row: nil),
      RowChange(table: "lots", key: [.integer(1)], row: [.integer(2), .text(""), .null]),
      RowChange(table: "lots", key: [.integer(1)], row: [.integer(1), .null, .null]),
      RowChange(table: "lots", key: [.integer(1)], row: [.integer(1), .text("a\0b"), .null]),
      RowChange(table: "lots", key: [.text("1")], row: nil),
      RowChange(table: "moves", key: [.integer(1), .integer(1)], row: nil),
    ]
    for row in rows {
      try expect(.unstorable) {
        try store.commit(Batch(block: second.block, fates: second.fates, changes: [row], history: []))
      }
    }
    try store.commit(second)
    #expect(try store.head() == second.block.header)
  }

  @Test(arguments: StorePlace.Kind.allCases)
  func
    `A key or a line of history that is there already is refused whole, and the store must be opened again`(
      kind: StorePlace.Kind
    ) throws
  {
    guard let place = try StorePlace(kind) else { return }
    var store = try place.create()
    var rehearsal = Rehearsal(seed: 5)
    let first = rehearsal.batch()
    try store.commit(first)
    let second = rehearsal.batch()
    let again = Batch(
      block: second.block, fates: [first.fates[0]], changes: second.changes, history: second.history)
    try expect(.constraint) { try store.commit(again) }
    if kind != .memory {
      try expect(.closed) { try store.commit(second) }
      store = try place.open()
    }
    #expect(try store.head() == first.block.header)
    try store.commit(second)
    #expect(try store.head() == second.block.header)
  }

  private func expect(_ kind: StoreFault.Kind, _ body: () throws -> Void) throws {
    let fault = #expect(throws: StoreFault.self) { try body() }
    #expect(fault?.kind == kind && fault?.mayHaveHappened == false)
  }
}
