import Accounts
import Testing

/// Cells of a block, with what a naive loop makes of them.
private struct Block {
  var zones: [UInt32] = []
  var ecosystems: [Double] = []
  var values: [[Double]]
  /// Shares of divided cells: cell, zone, fraction.
  var shares: [(cell: Int, zone: UInt32, fraction: Double)] = []

  init(count: Int, quantities: Int, zoneCount: Int, types: Int, _ chance: inout SeededChance) {
    values = .init(repeating: [], count: quantities)
    while zones.count < count {
      // Runs of like cells, as on a map; some long enough for the lanes, some not.
      let run = min(Int.random(in: 1...40, using: &chance), count - zones.count)
      let zone = UInt32.random(in: 0...UInt32(zoneCount), using: &chance)
      let type = Int.random(in: 0...types + 1, using: &chance)
      for _ in 0..<run {
        let isDivided = Int.random(in: 0..<30, using: &chance) == 0
        if isDivided {
          let part = Double.random(in: 0.1...0.9, using: &chance)
          shares.append((zones.count, 1, part))
          shares.append((zones.count, 2, 1 - part))
        }
        zones.append(isDivided ? TileAccumulator.sharedCell : zone)
        // Beyond the list lie codes that nobody knows: missing, too large, negative.
        ecosystems.append(type < types ? Double(type) : type == types ? .nan : 1e6)
        for quantity in values.indices {
          let isMissing = Int.random(in: 0..<9, using: &chance) == 0
          values[quantity].append(isMissing ? .nan : Double.random(in: -5...50, using: &chance))
        }
      }
    }
  }

  /// Hands the cells to an accumulator.
  func add(to accumulator: TileAccumulator, area: Double) {
    let kept = values.map { column in
      let memory = UnsafeMutableBufferPointer<Double>.allocate(capacity: column.count)
      _ = memory.initialize(from: column)
      return memory
    }
    defer { for memory in kept { memory.deallocate() } }
    let pointers = kept.compactMap { $0.baseAddress.map { UnsafePointer($0) } }
    zones.withUnsafeBufferPointer { zones in
      ecosystems.withUnsafeBufferPointer { types in
        pointers.withUnsafeBufferPointer { quantities in
          guard let zones = zones.baseAddress, let types = types.baseAddress,
            let first = quantities.baseAddress
          else { return }
          accumulator.add(
            count: self.zones.count, zones: zones, ecosystems: types, area: area, quantities: first)
        }
      }
    }
    for share in shares {
      accumulator.addShared(
        zone: share.zone, ecosystem: ecosystems[share.cell], fraction: share.fraction, area: area,
        values: { values[$0][share.cell] })
    }
  }
}

@Suite struct TileAccumulatorTests {
  /// The plainest way: for each zone, type and quantity look at every cell.
  private func naive(_ blocks: [(Block, Double)], zone: UInt32, type: Int, types: Int, _ layout: SumLayout)
    -> [Double]
  {
    var row = [Double](repeating: 0, count: layout.width)
    for (block, area) in blocks {
      for cell in block.zones.indices {
        let known = block.ecosystems[cell] >= 0 && block.ecosystems[cell] < Double(types)
        guard type == (known ? Int(block.ecosystems[cell]) : types) else { continue }
        let shared = block.shares.filter { $0.cell == cell && $0.zone == zone }.reduce(0) { $0 + $1.fraction }
        let part = area * (block.zones[cell] == zone ? 1 : shared)
        row[0] += part
        for quantity in layout.quantities.indices where part > 0 {
          let value = block.values[quantity][cell]
          row[value.isNaN ? layout.missing(quantity) : layout.sum(quantity)] +=
            value.isNaN ? part : value * part
        }
      }
    }
    return row
  }

  @Test(arguments: [1, 2, 3])
  func `Sums are those of a loop over all cells`(seed: UInt64) throws {
    var chance = SeededChance(seed: seed)
    let layout = SumLayout(quantities: ["a", "b", "c"])
    let (zoneCount, types) = (4, 3)
    let accumulator = TileAccumulator(layout: layout, zoneCount: zoneCount, ecosystemCount: types)
    // A second round shows that nothing of the first is left over.
    for round in 0..<2 {
      let blocks = [(700, 900.0), (1, 25), (260, 901.5)].map { count, area in
        (Block(count: count, quantities: 3, zoneCount: zoneCount, types: types, &chance), area)
      }
      for (block, area) in blocks { block.add(to: accumulator, area: area) }
      let sums = accumulator.finish(tile: round, missingByFormula: [:])
      #expect(sums.keys == sums.keys.sorted())
      var cube = Cube(layout: layout, zoneCount: zoneCount, ecosystemCount: types)
      try cube.add(sums)
      for zone in 0...zoneCount {
        for type in 0...types {
          let wanted = naive(blocks, zone: UInt32(zone), type: type, types: types, layout)
          let isThere = cube.value(zone: zone, ecosystem: type, column: 0) != nil
          #expect(isThere == (wanted[0] > 0))
          for column in wanted.indices where isThere {
            let found = cube.value(zone: zone, ecosystem: type, column: column)
            #expect(
              isNear(found, wanted[column], within: 1e-11), "zone \(zone) type \(type) column \(column)")
          }
        }
      }
      let area = blocks.reduce(0) { $0 + Double($1.0.zones.count) * $1.1 }
      #expect(isNear(sums.raster[0], area))
    }
  }

  @Test func `The raster's own total looks at no zone`() {
    var chance = SeededChance(seed: 9)
    let layout = SumLayout(quantities: ["a"])
    let block = Block(count: 500, quantities: 1, zoneCount: 4, types: 3, &chance)
    let accumulator = TileAccumulator(layout: layout, zoneCount: 4, ecosystemCount: 3)
    block.add(to: accumulator, area: 4)
    let sums = accumulator.finish(tile: 0, missingByFormula: [:])
    let known = block.values[0].filter { !$0.isNaN }
    #expect(isNear(sums.raster[layout.sum(0)], known.reduce(0, +) * 4))
    #expect(sums.raster[layout.missing(0)] == Double(500 - known.count) * 4)
  }
}
