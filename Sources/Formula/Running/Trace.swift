/// From each formula to what it reads, so that a missing result can be followed to where it arose.
struct Trace: Sendable {
  struct Entry: Sendable {
    var name: String
    var value: Value
    /// Numbers of other entries.
    var reads: [Int]
  }

  var entries: [Entry] = []
  /// The entry of each output; nil for one that is no formula.
  var outputs: [Int?] = []
  /// The code that brings the value of every entry; -1 in `slots` for a constant.
  var code: Program.Code?
  var slots: [Int] = []
}

extension Program {
  /// Counts, for the lanes where an output is missing, the formula in which the missing value arose: the
  /// first whose own inputs are there and whose result is not; or the name of the input that is missing.
  ///
  /// Much slower than ``run(count:inputs:outputs:scratch:)``; meant for blocks in which something is missing.
  ///
  /// - Parameters:
  ///   - output: The number of the output among those that were compiled.
  ///   - lanes: Which lanes count, not 0; nil for all.
  public func missingByFormula(
    output: Int, count: Int, inputs: UnsafePointer<UnsafePointer<Double>>,
    lanes: UnsafePointer<UInt8>? = nil, scratch: inout Scratch
  ) -> [String: Int] {
    precondition(count <= Self.blockSize, "A block is at most \(Self.blockSize) values.")
    guard let entry = trace.outputs[output], let code = trace.code else { return [:] }
    let values = UnsafeMutablePointer<Double>.allocate(capacity: max(1, code.outputCount * count))
    defer { values.deallocate() }
    let outputs = (0..<code.outputCount).map { values + $0 * count }
    code.run(count: count, inputs: inputs, outputs: outputs, scratch: &scratch)
    var counts: [String: Int] = [:]
    for lane in 0..<count where lanes.map({ $0[lane] != 0 }) ?? true {
      let isMissing = { (entry: Int) in !isThere(self.traced(entry, lane, outputs)) }
      guard isMissing(entry) else { continue }
      var place = entry
      // Entries come after those that they read, so that this ends.
      while let next = trace.entries[place].reads.first(where: isMissing) { place = next }
      counts[trace.entries[place].name, default: 0] += 1
    }
    return counts
  }

  private func traced(_ entry: Int, _ lane: Int, _ outputs: [UnsafeMutablePointer<Double>]) -> Double {
    let slot = trace.slots[entry]
    return slot < 0 ? (trace.entries[entry].value.number ?? .nan) : outputs[slot][lane]
  }
}
