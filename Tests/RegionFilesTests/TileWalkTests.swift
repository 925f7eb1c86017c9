import Accounts
import RegionFiles
import Synchronization
import Testing

private struct Broken: Error, Equatable { var tile: Int }

/// Gives empty sums, and fails at one tile.
private struct Worker: TileWalk.Worker {
  var failing: Int?

  func tile(_ number: Int) throws -> TileSums {
    if number == failing { throw Broken(tile: number) }
    return TileSums(tile: number, keys: [], values: [], raster: [], missingByFormula: [:])
  }
}

@Suite struct TileWalkTests {
  @Test(arguments: [1, 4, 64]) func `Every tile is delivered once`(threads: Int) throws {
    let seen = Mutex<[Int]>([])
    let isDone = try TileWalk(threads: threads).run(
      Array(3..<200), worker: { Worker() }, stop: { false },
      deliver: { sums in seen.withLock { $0.append(sums.tile) } })
    #expect(isDone)
    #expect(seen.withLock { $0.sorted() } == Array(3..<200))
  }

  @Test func `A worker's failure ends the walk and is thrown`() {
    let seen = Mutex(0)
    #expect(throws: Broken(tile: 20)) {
      try TileWalk(threads: 4).run(
        Array(0..<100_000), worker: { Worker(failing: 20) }, stop: { false },
        deliver: { _ in seen.withLock { $0 += 1 } })
    }
    #expect(seen.withLock { $0 } < 100_000)
  }

  @Test func `A failure of the receiver ends the walk and is thrown`() {
    #expect(throws: Broken(tile: 5)) {
      try TileWalk(threads: 3).run(
        Array(0..<100), worker: { Worker() }, stop: { false },
        deliver: { if $0.tile == 5 { throw Broken(tile: 5) } })
    }
  }

  @Test func `A worker that cannot begin is a failure`() {
    #expect(throws: Broken(tile: -1)) {
      try TileWalk(threads: 2).run(
        [0], worker: { () throws -> Worker in throw Broken(tile: -1) }, stop: { false }, deliver: { _ in })
    }
  }

  @Test func `A walk that is stopped delivers what it has finished, and says so`() throws {
    let seen = Mutex(0)
    let isDone = try TileWalk(threads: 2).run(
      Array(0..<100_000), worker: { Worker() }, stop: { seen.withLock { $0 } >= 10 },
      deliver: { _ in seen.withLock { $0 += 1 } })
    #expect(!isDone)
    #expect((10..<100_000).contains(seen.withLock { $0 }))
  }

  @Test func `No tiles are done at once`() throws {
    #expect(
      try TileWalk(threads: 4).run([], worker: { Worker() }, stop: { false }, deliver: { _ in }))
  }
}
