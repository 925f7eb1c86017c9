import Testing

@testable import Formula

/// Runs a program over blocks that are given as arrays, with room before and behind that must stay untouched.
enum Runner {
  static let guardValue = 12345.678

  static func run(
    _ program: Program, _ inputs: [String: [Double]], count: Int, scratch: inout Scratch
  ) throws -> [[Double]] {
    let pad = 3
    let lanes = count + 2 * pad
    let outputs = UnsafeMutablePointer<Double>.allocate(capacity: max(1, program.slotCount * lanes))
    defer { outputs.deallocate() }
    outputs.initialize(repeating: guardValue, count: max(1, program.slotCount * lanes))
    let places = (0..<program.slotCount).map { outputs + $0 * lanes + pad }
    let blocks = try program.inputs.map { name in
      let values = try #require(inputs[name], "\(name)")
      let block = UnsafeMutablePointer<Double>.allocate(capacity: max(1, count))
      block.initialize(from: values, count: count)
      return UnsafePointer(block)
    }
    defer { for block in blocks { UnsafeMutablePointer(mutating: block).deallocate() } }
    program.run(count: count, inputs: blocks, outputs: places, scratch: &scratch)
    for place in places {
      for index in 0..<pad {
        #expect(place[-1 - index] == guardValue && place[count + index] == guardValue)
      }
    }
    return program.outputs.map { output in
      switch output {
      case .constant(let value): Array(repeating: value, count: count)
      case .slot(let slot): Array(UnsafeBufferPointer(start: places[slot], count: count))
      case .scaled(let slot, let factor): (0..<count).map { places[slot][$0] * factor }
      }
    }
  }

  /// Whether two values are the same to the bit; all missing values are one.
  static func same(_ a: Double, _ b: Double) -> Bool {
    a.isNaN ? b.isNaN : a.bitPattern == b.bitPattern
  }
}

/// A generator with a seed (SplitMix64), so that chance can be repeated.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
