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
  /// It runs more code than ``run(count:inputs:outputs:scratch:)`` does: hand it only lanes in which
  /// something is missing.
  ///
  /// - Parameters:
  ///   - outputs: The numbers of outputs among those that were compiled.
  ///   - marks: For each of these outputs which lanes count, not 0; lane after lane, output after output. nil
  ///     for all.
  ///   - counts: Lanes by formula, to which is added.
  public func countMissing(
    outputs: [Int], count: Int, inputs: UnsafePointer<UnsafePointer<Double>>,
    marks: UnsafePointer<UInt8>? = nil,
    scratch: inout Scratch, into counts: inout [String: Int]
  ) {
    precondition(count <= Self.blockSize, "A block is at most \(Self.blockSize) values.")
    guard let code = trace.code else { return }
    let values = UnsafeMutablePointer<Double>.allocate(capacity: max(1, code.outputCount * count))
    defer { values.deallocate() }
    let blocks = (0..<code.outputCount).map { values + $0 * count }
    code.run(count: count, inputs: inputs, outputs: blocks, scratch: &scratch)
    var search = OriginSearch(trace, values: values, lanes: count)
    for (number, output) in outputs.enumerated() {
      guard let entry = trace.outputs[output] else { continue }
      search.follow(entry, marks: marks.map { $0 + number * count })
    }
    for (entry, lanes) in search.found.enumerated() where lanes > 0 {
      counts[trace.entries[entry].name, default: 0] += lanes
    }
  }
}

/// Follows missing values to where they arose, 64 lanes at a time: a word has a bit for each lane.
private struct OriginSearch {
  /// Lanes in which a missing value arose, for each entry.
  private(set) var found: [Int]
  private let trace: Trace
  private let values: UnsafePointer<Double>
  private let lanes: Int
  /// For each entry in which lanes it is missing; empty until it is asked for.
  private var missing: [[UInt64]]

  private var words: Int { (lanes + 63) / 64 }

  init(_ trace: Trace, values: UnsafePointer<Double>, lanes: Int) {
    self.trace = trace
    self.values = values
    self.lanes = lanes
    found = [Int](repeating: 0, count: trace.entries.count)
    missing = [[UInt64]](repeating: [], count: trace.entries.count)
  }

  /// - Parameter marks: Which lanes count, not 0; nil for all.
  mutating func follow(_ entry: Int, marks: UnsafePointer<UInt8>?) {
    findMissing(entry)
    for word in 0..<words where missing[entry][word] != 0 {
      let part = word * 64..<min(word * 64 + 64, lanes)
      let counting = bits(part) { lane in marks.map { $0[lane] != 0 } ?? true }
      follow(entry, word, missing[entry][word] & counting)
    }
  }

  /// Each lane goes on to the first entry that is read and missing there, or stays. Entries come after those
  /// that they read, so that this ends.
  private mutating func follow(_ entry: Int, _ word: Int, _ lanes: UInt64) {
    var rest = lanes
    for read in trace.entries[entry].reads {
      guard rest != 0 else { return }
      findMissing(read)
      let further = rest & missing[read][word]
      if further != 0 { follow(read, word, further) }
      rest &= ~further
    }
    found[entry] += rest.nonzeroBitCount
  }

  private mutating func findMissing(_ entry: Int) {
    guard missing[entry].isEmpty else { return }
    let slot = trace.slots[entry]
    guard slot >= 0 else {
      let isMissing = !isThere(trace.entries[entry].value.number ?? .nan)
      missing[entry] = [UInt64](repeating: isMissing ? .max : 0, count: words)
      return
    }
    let block = values + slot * lanes
    missing[entry] = (0..<words).map { word in
      bits(word * 64..<min(word * 64 + 64, lanes)) { !isThere(block[$0]) }
    }
  }

  private func bits(_ lanes: Range<Int>, where isSet: (Int) -> Bool) -> UInt64 {
    var word: UInt64 = 0
    for (bit, lane) in lanes.enumerated() where isSet(lane) { word |= 1 << UInt64(bit) }
    return word
  }
}
