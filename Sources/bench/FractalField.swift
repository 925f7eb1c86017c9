/// A field of hills of many sizes: lattice values at several distances, each smaller and lower than the last.
///
/// It follows from its seed and the cell alone, so that a small region is the corner of a large one.
struct FractalField {
  let seed: UInt64
  /// Distances between lattice points, in cells; powers of two.
  let periods: [Int]
  /// Heights of the hills, which add to 1.
  private let heights: [Double]
  private let weights: [[Double]]

  /// - Parameters:
  ///   - smallest: Distance below which the field is smooth.
  ///   - roughness: How high hills of half the size are: 0.5 for gentle land, 0.7 for rough.
  init(seed: UInt64, largest: Int = 2048, smallest: Int, roughness: Double) {
    self.seed = seed
    var (periods, heights): ([Int], [Double]) = ([], [])
    var (period, height) = (largest, 1.0)
    while period >= smallest {
      periods.append(period)
      heights.append(height)
      (period, height) = (period / 2, height * roughness)
    }
    let whole = heights.reduce(0, +)
    self.periods = periods
    self.heights = heights.map { $0 / whole }
    weights = periods.map { period in
      (0..<period).map { place in
        let t = Double(place) / Double(period)
        return t * t * (3 - 2 * t)
      }
    }
  }

  /// The values of a row of cells, about 0…1 and mostly near one half.
  func row(_ row: Int, columns: Int) -> [Double] {
    var values = [Double](repeating: 0, count: columns)
    for octave in periods.indices { add(octave, row: row, to: &values) }
    return values.map { min(max(0.5 + ($0 - 0.5) * 2, 0), 1) }
  }

  private func add(_ octave: Int, row: Int, to values: inout [Double]) {
    let period = periods[octave]
    let down = weights[octave][row % period]
    let points = values.count / period + 2
    let lattice = (0..<points).map { column in
      let (above, below) = (point(octave, column, row / period), point(octave, column, row / period + 1))
      return (above + (below - above) * down) * heights[octave]
    }
    let across = weights[octave]
    values.withUnsafeMutableBufferPointer { values in
      for start in stride(from: 0, to: values.count, by: period) {
        let (left, right) = (lattice[start / period], lattice[start / period + 1])
        for place in 0..<min(period, values.count - start) {
          values[start + place] += left + (right - left) * across[place]
        }
      }
    }
  }

  private func point(_ octave: Int, _ column: Int, _ row: Int) -> Double {
    unit(seed, UInt64(octave), UInt64(column), UInt64(row))
  }
}

/// A number from 0 to 1 that follows from whole numbers alone (the finish of SplitMix64 over their mixture).
func unit(_ seed: UInt64, _ a: UInt64, _ b: UInt64, _ c: UInt64 = 0) -> Double {
  var state = seed &* 0x9e37_79b9_7f4a_7c15 ^ a &* 0xc2b2_ae3d_27d4_eb4f
  state ^= b &* 0x1656_67b1_9e37_79f9 ^ c &* 0xd6e8_feb8_6659_fd93
  state = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
  state = (state ^ (state >> 27)) &* 0x94d0_49bb_1331_11eb
  return Double((state ^ (state >> 31)) >> 11) * 0x1p-53
}
