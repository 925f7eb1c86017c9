import Formula

/// Runs a plan's program over blocks of cells: it feeds the inputs and keeps the outputs' memory.
struct BlockMachine: ~Copyable {
  private let plan: CellPlan
  private var scratch: Scratch
  /// A block for each input that is not a layer.
  private let fed: UnsafeMutablePointer<Double>
  private let results: UnsafeMutablePointer<Double>
  private var inputs: [UnsafePointer<Double>]
  private let outputs: [UnsafeMutablePointer<Double>]
  /// The last block's values of each quantity, in the order of the layout.
  let quantities: [UnsafePointer<Double>]
  /// The last block's ecosystems.
  let ecosystem: UnsafePointer<Double>

  init(_ plan: CellPlan) {
    self.plan = plan
    let block = TileEvaluator.block
    scratch = Scratch(for: plan.program)
    let (fed, results) = (Self.blocks(plan.feeds.count), Self.blocks(plan.program.outputs.count))
    (self.fed, self.results) = (fed, results)
    inputs = (0..<max(1, plan.feeds.count)).map { UnsafePointer(fed + $0 * block) }
    outputs = plan.program.outputs.indices.map { results + $0 * block }
    quantities = plan.outputs.map { UnsafePointer(results + $0 * block) }
    ecosystem = UnsafePointer(results + plan.ecosystem * block)
  }

  deinit {
    fed.deallocate()
    results.deallocate()
  }

  private static func blocks(_ count: Int) -> UnsafeMutablePointer<Double> {
    let size = max(1, count) * TileEvaluator.block
    let start = UnsafeMutablePointer<Double>.allocate(capacity: size)
    start.initialize(repeating: 0, count: size)
    return start
  }

  /// What a cell measures: all cells of the block alike, or each row of a table for itself (which has no side).
  enum Measure {
    case cells(area: Double, size: Double)
    case rows(areas: [Double])
  }

  /// Evaluates a part of a tile, or of a table.
  mutating func run(
    _ part: Range<Int>, layers: [UnsafePointer<Double>], zones: [UInt32], measure: Measure
  ) {
    for (slot, feed) in plan.feeds.enumerated() {
      switch (feed, measure) {
      case (.layer(let layer), _): inputs[slot] = layers[layer] + part.lowerBound
      case (.zone(let values), _): gather(values, zones[part], into: slot)
      case (.area, .cells(let area, _)): fill(slot, with: area, count: part.count)
      case (.area, .rows(let areas)): copy(areas[part], into: slot)
      case (.size, .cells(_, let size)): fill(slot, with: size, count: part.count)
      case (.size, .rows): fill(slot, with: .nan, count: part.count)
      }
    }
    inputs.withUnsafeBufferPointer { inputs in
      outputs.withUnsafeBufferPointer { outputs in
        // Both hold at least one block: a plan has an ecosystem, and a spare block stands for no input.
        guard let inputs = inputs.baseAddress, let outputs = outputs.baseAddress else { return }
        plan.program.run(count: part.count, inputs: inputs, outputs: outputs, scratch: &scratch)
      }
    }
    for quantity in plan.perCell { divide(quantity, part, by: measure) }
  }

  func countMissing(_ cells: Int, into counts: inout [String: Int]) {}

  private func divide(_ quantity: Int, _ part: Range<Int>, by measure: Measure) {
    let block = results + plan.outputs[quantity] * TileEvaluator.block
    switch measure {
    case .cells(let area, _): for index in 0..<part.count { block[index] /= area }
    case .rows(let areas): for index in 0..<part.count { block[index] /= areas[part.lowerBound + index] }
    }
  }

  private func fill(_ slot: Int, with value: Double, count: Int) {
    (fed + slot * TileEvaluator.block).update(repeating: value, count: count)
  }

  private func copy(_ values: ArraySlice<Double>, into slot: Int) {
    let block = fed + slot * TileEvaluator.block
    for (index, value) in values.enumerated() { block[index] = value }
  }

  private func gather(_ values: [Double], _ zones: ArraySlice<UInt32>, into slot: Int) {
    let block = fed + slot * TileEvaluator.block
    for (index, zone) in zones.enumerated() { block[index] = values[Int(zone)] }
  }
}
