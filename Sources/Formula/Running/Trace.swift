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
  /// It runs more code than ``run(count:inputs:outputs:scratch:)`` does: hand it only lanes in which something is
  /// missing.
  ///
  /// - Parameters:
  ///   - outputs: The numbers of outputs among those that were compiled.
  ///   - marks: For each of these outputs which lanes count, not 0; lane after lane, output after output. nil for all.
  ///   - counts: Lanes by formula, to which is added.
  public func countMissing(
    outputs: [Int], count: Int, inputs: UnsafePointer<UnsafePointer<Double>>, marks: UnsafePointer<UInt8>? = nil,
    scratch: inout Scratch, into counts: inout [String: Int]
  ) {
    precondition(count <= Self.blockSize, "A block is at most \(Self.blockSize) values.")
    guard let code = trace.code else { return }
    let values = UnsafeMutablePointer<Double>.allocate(capacity: max(1, code.outputCount * count))
    defer { values.deallocate() }
    let blocks = (0..<code.outputCount).map { values + $0 * count }
    code.run(count: count, inputs: inputs, outputs: blocks, scratch: &scratch)
    var found = [Int](repeating: 0, count: trace.entries.count)
    for (number, output) in outputs.enumerated() {
      guard let entry = trace.outputs[output] else { continue }
      for lane in 0..<count where marks.map({ $0[number * count + lane] != 0 }) ?? true {
        if let place = trace.origin(of: entry, values, lane: lane, of: count) { found[place] += 1 }
      }
    }
    for (entry, lanes) in found.enumerated() where lanes > 0 {
      counts[trace.entries[entry].name, default: 0] += lanes
    }
  }
}

extension Trace {
  /// The entry in which a missing value arose; nil where the value is there.
  fileprivate func origin(
    of entry: Int, _ values: UnsafePointer<Double>, lane: Int, of count: Int
  ) -> Int? {
    func isMissing(_ entry: Int) -> Bool {
      let slot = slots[entry]
      return slot < 0 ? !isThere(entries[entry].value.number ?? .nan) : !isThere(values[slot * count + lane])
    }
    guard isMissing(entry) else { return nil }
    var place = entry
    // Entries come after those that they read, so that this ends.
    while let next = entries[place].reads.first(where: isMissing) { place = next }
    return place
  }
}
