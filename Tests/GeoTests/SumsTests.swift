import Geo
import Testing

@Suite struct SumsTests {
  /// Two rows of four cells; zone 1 has the first three columns, zone 2 half of the last.
  static func groups(_ categories: [UInt16] = []) throws -> TileGroups {
    let tiling = Tiling(try planeGrid(columns: 4, rows: 2), size: 4)
    let zones = [rectangle(0, 0, 3, 2), rectangle(3, 0, 4, 1), rectangle(3, 1, 3.5, 2)]
    let cover = ZoneCoverage(zones, on: tiling).cover(tiling[0], by: .area)
    return TileGroups(cover, categories: categories, cellAreas: [10, 20])
  }

  @Test func `Sums are those made by hand, and missing cells are counted`() throws {
    let groups = try Self.groups()
    #expect(groups.keys.map(\.zone) == [0, 1, 2, 3])
    #expect(groups.cells == [0.5, 6, 1, 0.5])
    #expect(groups.areas == [5, 90, 20, 5])
    let tallies = groups.tally([1, 2, .nan, 8, 5, -6, 7, .nan])
    var first = Tally()
    (first.cells, first.missing, first.area, first.missingArea) = (5, 1, 80, 10)
    (first.sum, first.integral, first.minimum, first.maximum) = (9, 10 * 3 + 20 * 6, -6, 7)
    #expect(tallies[1] == first)
    #expect(tallies[2].missing == 1 && tallies[2].sum == 0 && tallies[2].minimum == .infinity)
    #expect(tallies[0].sum == 4 && tallies[0].integral == 40 && tallies[3] == tallies[0])
  }

  @Test func `Zones are divided by category`() throws {
    let groups = try Self.groups([7, 7, 3, 3, 7, 3, 3, 3])
    #expect(
      groups.keys == [(0, 3), (1, 3), (1, 7), (2, 3), (3, 3)].map { .init(zone: $0.0, category: $0.1) })
    #expect(groups.cells == [0.5, 3, 3, 1, 0.5])
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `Runs and blocks sum as cells one by one do`(seed: UInt64) throws {
    var chance = Chance(seed: seed)
    let tile = Tile(index: 0, column: 0, row: 0, width: 61, height: 40)
    let ids = (0..<tile.count).map { cell -> UInt32 in UInt32(cell / 17 % 5) + (cell % 97 == 0 ? 1 : 0) }
    let values = ids.map { _ -> Double in
      Bool.random(using: &chance) ? Double.random(in: -9...9, using: &chance) : .nan
    }
    let areas = (0..<40).map { 1 + Double($0) }
    let groups = TileGroups(TileCoverage(tile: tile, zones: ids), categories: [], cellAreas: areas)
    var blocked = [Tally](repeating: Tally(), count: groups.keys.count)
    values.withUnsafeBufferPointer { all in
      for start in stride(from: 0, to: tile.count, by: 256) {
        groups.add(.init(rebasing: all[start..<min(start + 256, tile.count)]), from: start, to: &blocked)
      }
    }
    for tallies in [groups.tally(values), blocked] {
      for (key, tally) in zip(groups.keys, tallies) {
        let cells = ids.indices.filter { ids[$0] == key.zone && !values[$0].isNaN }
        #expect(tally.cells == Double(cells.count))
        #expect(tally.cells + tally.missing == Double(ids.filter { $0 == key.zone }.count))
        let sum = cells.reduce(0.0) { $0 + values[$1] }
        let integral = cells.reduce(0.0) { $0 + values[$1] * areas[$1 / 61] }
        #expect(abs(tally.sum - sum) < 1e-10)
        #expect(abs(tally.integral - integral) < 1e-8)
        #expect(tally.minimum == cells.map { values[$0] }.min())
        #expect(tally.maximum == cells.map { values[$0] }.max())
      }
    }
  }

  @Test func `A figure that does not add up is refused with both numbers`() throws {
    var total = RasterTotal()
    let tile = Tile(index: 0, column: 0, row: 0, width: 2, height: 2)
    [3.0, -1, .nan, 4].withUnsafeBufferPointer { total.add($0, from: 0, of: tile, cellAreas: [10, 100]) }
    #expect(total.integral == 420 && total.magnitude == 440)
    #expect(throws: Never.self) {
      try Reconciliation(zones: 400, outside: 20.0000001, raster: total, tolerance: 1e-9)
    }
    #expect(throws: ReconciliationFailure(parts: 421, raster: 420, allowed: 1e-6 * 440)) {
      try Reconciliation(zones: 400, outside: 21, raster: total, tolerance: 1e-6)
    }
    #expect(throws: ReconciliationFailure.self) {
      try Reconciliation(zones: .nan, outside: 0, raster: total, tolerance: 1)
    }
  }

  @Test func `Percentiles are those of the sorted values within a bin`() {
    var chance = Chance(seed: 3)
    let values = (0..<20_000).map { _ in
      let x = Double.random(in: 0...1, using: &chance)
      return x * x * 1000 - 50
    }
    let sorted = values.sorted()
    var range = ValueRange()
    (values + [.nan, .infinity]).withUnsafeBufferPointer { range.add($0) }
    func histogram(_ part: some Collection<Double>) -> Histogram {
      var histogram = Histogram(over: range)
      Array(part).withUnsafeBufferPointer { histogram.add($0) }
      return histogram
    }
    let whole = histogram(values)
    for percent in [0, 1, 25, 50, 66.6, 95, 99.99, 100] {
      let rank = percent / 100 * 19_999
      let (low, high) = (sorted[Int(rank)], sorted[min(Int(rank) + 1, 19_999)])
      let exact = low + (high - low) * (rank - rank.rounded(.down))
      #expect(abs(whole.percentile(percent) - exact) <= whole.binWidth)
    }
    #expect(whole.percentile(0) == sorted[0] && whole.percentile(100) == sorted[19_999])
    var (forward, backward) = (histogram(values[..<7000]), histogram(values[7000...]))
    let rest = backward
    backward.add(forward)
    forward.add(rest)
    #expect(forward == whole && backward == whole)
  }

  @Test func `A percentile of nothing is missing, and of equal values that value`() {
    #expect(Histogram(over: ValueRange()).percentile(50).isNaN)
    var range = ValueRange()
    [7.5, 7.5].withUnsafeBufferPointer { range.add($0) }
    var histogram = Histogram(over: range)
    [7.5, 7.5].withUnsafeBufferPointer { histogram.add($0) }
    #expect(histogram.percentile(37) == 7.5)
  }
}
