import Foundation
import Journal
import PostgresStore
import SQLiteStore
import Store
import Testing

/// Goal: a registry whose making broke off is never taken for one, and gives way to the next making.
/// Method: a making that is left half-way, beside a registry that is whole.
@Suite struct UnfinishedTests {
  private static func begin(_ place: StorePlace) throws -> any RestorableStore {
    place.kind == .sqlite
      ? try SQLiteRegistry.begin(at: place.address, shape: Rehearsal.shape, hash: hash)
      : try PostgresRegistry.begin(at: place.address, shape: Rehearsal.shape, hash: hash)
  }

  private static func discard(_ place: StorePlace) throws {
    place.kind == .sqlite
      ? try SQLiteRegistry.discardUnfinished(at: place.address)
      : try PostgresRegistry.discardUnfinished(at: place.address)
  }

  @Test(arguments: StorePlace.Kind.lasting)
  func `What is not declared complete does not open, and gives way when nobody fills it`(
    kind: StorePlace.Kind
  ) throws {
    guard let place = try StorePlace(kind) else { return }
    let first = try Self.begin(place)
    var rehearsal = Rehearsal(seed: 1)
    try first.commit(rehearsal.batch())
    #expect(OpeningTests.fault { _ = try Self.begin(place) }?.kind == .occupied)
    #expect(OpeningTests.fault { try Self.discard(place) }?.kind == .occupied)
    try first.commit(rehearsal.batch())
    // Its writer reads it while it fills it.
    let reader = try first.reader()
    #expect(try reader.snapshot { try $0.head() } == first.head())
    reader.close()
    first.close()
    #expect(OpeningTests.fault { _ = try place.open() }?.kind == .unfinished)
    let second = try Self.begin(place)
    #expect(try second.head() == nil)
    rehearsal = Rehearsal(seed: 2)
    let batch = rehearsal.batch()
    try second.commit(batch)
    try second.declareComplete()
    second.close()
    #expect(OpeningTests.fault { _ = try Self.begin(place) }?.kind == .present)
    try Self.discard(place)
    #expect(try place.open().head() == batch.block.header)
  }

  @Test(arguments: StorePlace.Kind.lasting)
  func `Nothing of a making that broke off is left`(kind: StorePlace.Kind) throws {
    guard let place = try StorePlace(kind) else { return }
    let first = try Self.begin(place)
    var rehearsal = Rehearsal(seed: 1)
    for _ in 0..<20 { try first.commit(rehearsal.batch()) }
    first.close()
    try Self.discard(place)
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.folder.path).isEmpty)
    #expect(OpeningTests.fault { _ = try place.open() }?.kind == .absent)
    try place.create().close()
  }
}
