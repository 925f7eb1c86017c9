internal import CElementary
import Formula

/// Runs a plan's program over blocks of cells: it feeds the inputs and keeps the outputs' memory.
struct BlockMachine: ~Copyable {
  private let plan: CellPlan
  private var scratch = Scratch()
  private let memory: BlockMemory
  private let missing: MissingLanes
  /// Registers of the tracing code, which must not push those of the program out.
  private var tracing = Scratch()
  private var inputs: [UnsafePointer<Double>]
  private let slots: [UnsafeMutablePointer<Double>]
  /// Columns that are divided by the cell's area, from and into which block.
  private let divided: [(from: UnsafePointer<Double>, into: UnsafeMutablePointer<Double>)]
  /// Columns that are multiplied by the true surface, from and into which block.
  private let surfaced: [(from: UnsafePointer<Double>, into: UnsafeMutablePointer<Double>)]
  /// The true surface of the last block's cells by their plan area, and a number that it is multiplied with.
  private let surface: (values: UnsafePointer<Double>, factor: Double)?
  /// Quantities that are a number times a column, from and into which block.
  private let scaled: [(from: UnsafePointer<Double>, factor: Double, into: UnsafeMutablePointer<Double>)]
  /// The last block's values of each column that is summed.
  let columns: [UnsafePointer<Double>]
  /// The last block's values of each quantity, in the order of the layout; ``spread(_:)`` fills them.
  let quantities: [UnsafePointer<Double>]
  /// The last block's ecosystems.
  let ecosystem: UnsafePointer<Double>

  init(_ plan: CellPlan, _ summed: SummedColumns) {
    self.plan = plan
    missing = MissingLanes(
      columns: plan.traced.map { summed.places[$0].column }, inputs: max(1, plan.feeds.count))
    let (feedCount, slotCount) = (max(1, plan.feeds.count), max(1, plan.program.slotCount))
    let memory = BlockMemory(
      blocks: feedCount + slotCount + 2 + 2 * summed.sources.count + summed.places.count)
    self.memory = memory
    let feeds = (0..<feedCount).map { _ in memory.next() }
    inputs = feeds.map { UnsafePointer($0) }
    let slots = (0..<slotCount).map { _ in memory.next() }
    self.slots = slots
    let block = { (output: Program.Output) in
      switch output {
      case .slot(let slot), .scaled(let slot, _): UnsafePointer(slots[slot])
      case .constant(let value): UnsafePointer(memory.next(filledWith: value))
      }
    }
    ecosystem = block(plan.program.outputs[plan.ecosystem])
    var columns = summed.sources.map { block($0.output) }
    let divided = Self.ownBlocks(memory, &columns) { summed.sources[$0].isPerCell }
    surfaced = Self.ownBlocks(memory, &columns) { summed.sources[$0].isSurfaced }
    surface = plan.surface.map { surface in
      let output = plan.program.outputs[surface.output]
      if case .scaled(_, let factor) = output { return (block(output), factor) }
      return (block(output), 1)
    }
    var scaled: [(from: UnsafePointer<Double>, factor: Double, into: UnsafeMutablePointer<Double>)] = []
    quantities = summed.places.map { place in
      guard place.factor != 1 else { return columns[place.column] }
      scaled.append((columns[place.column], place.factor, memory.next()))
      return UnsafePointer(scaled[scaled.count - 1].into)
    }
    self.columns = columns
    self.divided = divided
    self.scaled = scaled
    fed = feeds
  }

  /// Gives columns blocks of their own: another column may come from the same output and be meant otherwise.
  private static func ownBlocks(
    _ memory: BlockMemory, _ columns: inout [UnsafePointer<Double>], _ isMeant: (Int) -> Bool
  ) -> [(from: UnsafePointer<Double>, into: UnsafeMutablePointer<Double>)] {
    var blocks: [(from: UnsafePointer<Double>, into: UnsafeMutablePointer<Double>)] = []
    for column in columns.indices where isMeant(column) {
      blocks.append((columns[column], memory.next()))
      columns[column] = UnsafePointer(blocks[blocks.count - 1].into)
    }
    return blocks
  }

  /// Makes the quantities that are not summed themselves, for those who want the values of every cell.
  func spread(_ count: Int) {
    for pair in scaled {
      for index in 0..<count { pair.into[index] = pair.from[index] * pair.factor }
    }
  }

  /// A block for each input that is not a layer.
  private let fed: [UnsafeMutablePointer<Double>]

  /// What a cell measures: all cells of the block alike, or each row of a table for itself (which has no
  /// side).
  enum Measure {
    case cells(area: Double, size: Double)
    case rows(areas: [Double])
  }

  /// Evaluates a part of a tile, or of a table.
  mutating func run(
    _ part: Range<Int>, layers: [TileLayer], zones: [UInt32], measure: Measure
  ) {
    for (slot, feed) in plan.feeds.enumerated() {
      switch (feed, measure) {
      case (.layer(let layer), _): supply(layers[layer], part, into: slot)
      case (.zone(let values), _): gather(values, zones[part], into: slot)
      case (.area, .cells(let area, _)): fed[slot].update(repeating: area, count: part.count)
      case (.area, .rows(let areas)): copy(areas[part], into: slot)
      case (.size, .cells(_, let size)): fed[slot].update(repeating: size, count: part.count)
      case (.size, .rows): fed[slot].update(repeating: .nan, count: part.count)
      }
    }
    inputs.withUnsafeBufferPointer { inputs in
      slots.withUnsafeBufferPointer { slots in
        // Both hold at least one block, read or not.
        guard let inputs = inputs.baseAddress, let slots = slots.baseAddress else { return }
        plan.program.run(count: part.count, inputs: inputs, outputs: slots, scratch: &scratch)
      }
    }
    for pair in divided { divide(pair.from, into: pair.into, part, by: measure) }
    if let surface {
      for pair in surfaced {
        for cell in 0..<part.count {
          pair.into[cell] = pair.from[cell] * surface.values[cell] * surface.factor
        }
      }
    }
  }

  private mutating func supply(_ layer: TileLayer, _ part: Range<Int>, into slot: Int) {
    switch layer {
    case .kept(let values): inputs[slot] = values + part.lowerBound
    case .made(let make): make(part, fed[slot])
    }
  }

  private func copy(_ values: ArraySlice<Double>, into slot: Int) {
    for (index, value) in values.enumerated() { fed[slot][index] = value }
  }

  private func gather(_ values: [Double], _ zones: ArraySlice<UInt32>, into slot: Int) {
    for (index, zone) in zones.enumerated() { fed[slot][index] = values[Int(zone)] }
  }

  private func divide(
    _ values: UnsafePointer<Double>, into block: UnsafeMutablePointer<Double>, _ part: Range<Int>,
    by measure: Measure
  ) {
    switch measure {
    case .cells(let area, _): for index in 0..<part.count { block[index] = values[index] / area }
    case .rows(let areas):
      for index in 0..<part.count { block[index] = values[index] / areas[part.lowerBound + index] }
    }
  }
}

extension BlockMachine {
  /// Counts the formulas in which missing figures arose, on land of known type inside zones.
  ///
  /// - Parameter zones: Zone number of each cell of the block.
  mutating func countMissing(
    _ cells: Int, zones: UnsafePointer<UInt32>, into counts: inout [String: Int]
  ) {
    var found = 0
    for (place, column) in missing.columns.enumerated() {
      found += lanes_missing(columns[column], zones, ecosystem, cells, missing.marks(place))
    }
    guard found > 0 else { return }
    let packed = missing.pack(cells, inputs)
    packed.inputs.withUnsafeBufferPointer { inputs in
      guard let inputs = inputs.baseAddress else { return }
      plan.program.countMissing(
        outputs: plan.traced.map { plan.outputs[$0] }, count: packed.count, inputs: inputs,
        marks: packed.marks,
        scratch: &tracing, into: &counts)
    }
  }
}

/// Blocks of memory that live as long as the machine.
private final class BlockMemory {
  private let start: UnsafeMutablePointer<Double>
  private let size: Int
  private var taken = 0

  init(blocks: Int) {
    size = blocks * TileEvaluator.block
    start = .allocate(capacity: size)
    start.initialize(repeating: 0, count: size)
  }

  deinit { start.deallocate() }

  func next(filledWith value: Double = 0) -> UnsafeMutablePointer<Double> {
    precondition(taken < size, "As many blocks are taken as were asked for.")
    defer { taken += TileEvaluator.block }
    (start + taken).update(repeating: value, count: TileEvaluator.block)
    return start + taken
  }
}
