import Foundation
import Journal
import Store
import Synchronization
import Testing

/// Goal: a reader sees a prefix of the journal and the rows of just that prefix, stamped with its sequence,
/// while the writer goes on.
/// Method: every batch moves one unit around a ring of accounts and writes its number into every row, from
/// one thread; readers on other threads check sum and numbers in each snapshot.
@Suite struct ReaderTests {
  static let accounts = 6

  /// The batch of a number: every account's row carries the number, one unit wanders.
  static func batch(_ number: UInt64, _ chain: inout Chain) -> Batch {
    let entry = Rehearsal.entry(chain.nextSequence)
    let block = chain.seal([entry.bytes], at: entry.moment)
    let changes = (0..<accounts).map { account in
      let key: [Cell] = [.integer(Int64(account)), .integer(1)]
      let amount: Int64 = UInt64(account) == number % UInt64(accounts) ? 1 : 0
      return RowChange(table: "balances", key: key, row: key + [.integer(amount), .integer(Int64(number))])
    }
    let key: [Cell] = [.integer(Int64(number)), .integer(0)]
    let line = RowChange(table: "moves", key: key, row: key + [.integer(1), .integer(1)])
    return Batch(block: block, entries: [entry], changes: changes, history: [line])
  }

  /// Tells the readers that the writer has done.
  final class End: Sendable { let isThere = Atomic(false) }

  static func check(_ view: any RegistryView) throws -> UInt64 {
    let number = try view.head()?.number ?? 0
    for _ in 0..<2 {
      var rows: [[Cell]] = []
      try view.eachRow(of: "balances") { rows.append($0) }
      let sum = rows.reduce(Int64(0)) { if case .integer(let amount) = $1[2] { $0 + amount } else { $0 } }
      #expect(number == 0 || (rows.count == accounts && sum == 1))
      #expect(rows.allSatisfy { $0[3] == .integer(Int64(number)) })
      #expect(try view.page(TableQuery("moves", limit: 10_000)).rows.count == Int(number))
      #expect(try view.sequence() == number)
      var blocks: UInt64 = 0
      try view.eachBlock(from: 1) { _ in
        blocks += 1
        return true
      }
      #expect(blocks == number)
    }
    return number
  }

  @Test(arguments: StorePlace.Kind.allCases)
  func `Each snapshot is one prefix of the journal, however much is committed meanwhile`(
    kind: StorePlace.Kind
  ) async throws {
    guard let place = try StorePlace(kind) else { return }
    let store = try place.create()
    let end = End()
    let seen = try await withThrowingTaskGroup(of: [UInt64].self) { group in
      for _ in 0..<2 {
        let reader = try store.reader()
        group.addTask {
          var numbers: [UInt64] = []
          while !end.isThere.load(ordering: .acquiring) {
            numbers.append(try reader.snapshot { try Self.check($0) })
            await Task.yield()
          }
          numbers.append(try reader.snapshot { try Self.check($0) })
          reader.close()
          return numbers
        }
      }
      var chain = Chain(hash: hash)
      for number in UInt64(1)...150 {
        try store.commit(Self.batch(number, &chain))
        if number % 8 == 0 { await Task.yield() }
      }
      end.isThere.store(true, ordering: .releasing)
      return try await group.reduce(into: [[UInt64]]()) { $0.append($1) }
    }
    for numbers in seen { #expect(numbers == numbers.sorted() && numbers.last == 150) }
  }

  @Test(arguments: StorePlace.Kind.allCases)
  func `A reader of a closed registry says so, and one that reads cannot write`(kind: StorePlace.Kind) throws
  {
    guard let place = try StorePlace(kind) else { return }
    let store = try place.create()
    let reader = try store.reader()
    var chain = Chain(hash: hash)
    try store.commit(Self.batch(1, &chain))
    #expect(try reader.snapshot { try Self.check($0) } == 1)
    reader.close()
    if kind != .memory {
      let fault = OpeningTests.fault { _ = try reader.snapshot { try $0.head() } }
      #expect(fault?.kind == .closed)
    }
  }
}
