import Testing

@testable import Accounts

/// Goal: sums by run, eight lanes and several quantities abreast are the plain sums of the cells.
@Suite struct RunSumTests {
  private static let quantities = 7

  /// Cells with short and long runs, missing values, land outside and land of unknown type; one quantity
  /// twice.
  private struct Cells {
    var zones: [UInt32] = []
    var ecosystems: [Double] = []
    var values: [[Double]] = []

    init(_ count: Int, seed: UInt64) {
      var state = seed
      func next(_ limit: UInt64) -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 33) % limit
      }
      while zones.count < count {
        let length = min(count - zones.count, Int(next(3) == 0 ? next(200) : next(20)) + 1)
        let (zone, ecosystem) = (UInt32(next(4)), next(6) == 0 ? Double.nan : Double(next(3)))
        zones += repeatElement(zone, count: length)
        ecosystems += repeatElement(ecosystem, count: length)
      }
      values = (0..<RunSumTests.quantities).map { _ in
        (0..<count).map { _ in next(15) == 0 ? .nan : Double(next(1_000_000)) / 7 - 50_000 }
      }
    }

    /// Sum and missing area of a quantity over the cells that are asked for, added in Double one by one.
    func plain(_ quantity: Int, area: Double, where isWanted: (Int) -> Bool) -> (sum: Double, missing: Double)
    {
      var (sum, missing) = (0.0, 0.0)
      for cell in zones.indices where isWanted(cell) {
        let value = values[quantity][cell]
        if value.isNaN { missing += area } else { sum += value * area }
      }
      return (sum, missing)
    }
  }

  private func sums(_ cells: Cells, area: Double) -> TileSums {
    let layout = SumLayout(quantities: (0...Self.quantities).map { "q\($0)" })
    let accumulator = TileAccumulator(layout: layout, zoneCount: 3, ecosystemCount: 3)
    let count = cells.zones.count
    let memory = UnsafeMutablePointer<Double>.allocate(capacity: Self.quantities * count)
    defer { memory.deallocate() }
    for (number, values) in cells.values.enumerated() {
      (memory + number * count).initialize(from: values, count: count)
    }
    // The last quantity is the third over again.
    let blocks = (Array(0..<Self.quantities) + [2]).map { UnsafePointer(memory + $0 * count) }
    cells.zones.withUnsafeBufferPointer { zones in
      cells.ecosystems.withUnsafeBufferPointer { ecosystems in
        blocks.withUnsafeBufferPointer { blocks in
          guard let zones = zones.baseAddress, let types = ecosystems.baseAddress,
            let blocks = blocks.baseAddress
          else { return }
          accumulator.add(count: count, zones: zones, ecosystems: types, area: area, quantities: blocks)
        }
      }
    }
    return accumulator.finish(tile: 5, missingByFormula: [:])
  }

  @Test(arguments: 1...20) func `Each row is the plain sum of its cells`(seed: UInt64) {
    let cells = Cells(2000 + Int(seed), seed: seed)
    let sums = sums(cells, area: 900)
    let width = 3 + 2 * Self.quantities
    #expect(sums.tile == 5)
    #expect(sums.keys == sums.keys.sorted())
    for (row, key) in sums.keys.enumerated() {
      let (zone, ecosystem) = (UInt32(key >> 16), Int(key & 0xffff))
      let isHere = { (cell: Int) in
        cells.zones[cell] == zone
          && (cells.ecosystems[cell].isNaN ? 3 : Int(cells.ecosystems[cell])) == ecosystem
      }
      expect(Array(sums.values[row * width..<(row + 1) * width]), cells, where: isHere)
    }
    expect(sums.raster, cells, where: { _ in true })
  }

  private func expect(_ row: [Double], _ cells: Cells, where isHere: (Int) -> Bool) {
    #expect(row[0] == 900 * Double(cells.zones.indices.filter(isHere).count))
    for (column, quantity) in (Array(0..<Self.quantities) + [2]).enumerated() {
      let plain = cells.plain(quantity, area: 900, where: isHere)
      // Both ways round each addition; 2000 values of up to 1e5 × 900.
      #expect(abs(row[1 + 2 * column] - plain.sum) < 1e-3)
      #expect(row[2 + 2 * column] == plain.missing)
    }
  }
}
