import Geo

/// The same rules as ``Routing``, the plain way: the whole grid, repeated until nothing changes, and cells in
/// order of their heights. Slow, and written apart from it.
struct PlainRouting {
  static let rowSteps = [0, 1, 1, 1, 0, -1, -1, -1]
  static let columnSteps = [1, 1, 0, -1, -1, -1, 0, 1]

  let columns: Int
  let rows: Int
  let cell: Double
  let filled: [Float]
  let distances: [Double]
  /// Of each cell eight shares, in fifteenths or one for the only way.
  let shares: [[Int]]
  let rule: FlowRule

  init(_ heights: [Float], columns: Int, cell: Double, rule: FlowRule) {
    self.columns = columns
    self.cell = cell
    self.rule = rule
    rows = heights.count / columns
    let around = Self.neighbours(columns, rows)
    filled = Self.fill(heights, around)
    distances = Self.flats(filled, around)
    let (filled, distances) = (filled, distances)
    shares = heights.indices.map { Self.share($0, filled, distances, around[$0], rule, cell) }
  }

  /// Of each cell the eight neighbours, nil beyond the grid.
  static func neighbours(_ columns: Int, _ rows: Int) -> [[Int?]] {
    (0..<columns * rows).map { place in
      (0..<8).map { way in
        let (x, y) = (place % columns + columnSteps[way], place / columns + rowSteps[way])
        return x >= 0 && y >= 0 && x < columns && y < rows ? y * columns + x : nil
      }
    }
  }

  /// Planchon and Darboux's filling: a flood lowered until nothing changes.
  static func fill(_ heights: [Float], _ around: [[Int?]]) -> [Float] {
    var water = heights.indices.map { place in
      around[place].contains { $0.map { heights[$0].isNaN } ?? true } ? heights[place] : .infinity
    }
    var changed = true
    while changed {
      changed = false
      for place in heights.indices where !heights[place].isNaN && water[place] > heights[place] {
        let lowest = around[place].compactMap { $0.map { water[$0] } }.filter { !$0.isNaN }.min() ?? .infinity
        let lowered = max(heights[place], lowest)
        if lowered < water[place] {
          water[place] = lowered
          changed = true
        }
      }
    }
    return zip(water, heights).map { $1.isNaN ? .nan : $0 }
  }

  static func flats(_ filled: [Float], _ around: [[Int?]]) -> [Double] {
    var distances = filled.indices.map { place -> Double in
      let drains = around[place].contains { other in
        guard let other, !filled[other].isNaN else { return true }
        return filled[other] < filled[place]
      }
      return filled[place].isNaN || drains ? 0 : .infinity
    }
    var changed = true
    while changed {
      changed = false
      for place in filled.indices where !filled[place].isNaN {
        for way in 0..<8 {
          guard let other = around[place][way], filled[other] == filled[place] else { continue }
          let longer = distances[other] + (way % 2 == 0 ? 1 : (2.0).squareRoot())
          if longer < distances[place] {
            distances[place] = longer
            changed = true
          }
        }
      }
    }
    return distances
  }

  static func share(
    _ place: Int, _ filled: [Float], _ distances: [Double], _ around: [Int?], _ rule: FlowRule, _ cell: Double
  ) -> [Int] {
    if filled[place].isNaN { return [] }
    let lengths = (0..<8).map { $0 % 2 == 0 ? cell : (2 * cell * cell).squareRoot() }
    var falls = (0..<8).map { way -> Double in
      guard let other = around[way], filled[other] < filled[place] else { return 0 }
      return (Double(filled[place]) - Double(filled[other])) * (1 / lengths[way])
    }
    if falls.allSatisfy({ $0 == 0 }), distances[place] > 0 {
      for way in 0..<8 {
        guard let other = around[way], filled[other] == filled[place], distances[other] < distances[place]
        else {
          continue
        }
        let step = way % 2 == 0 ? 1 : (2.0).squareRoot()
        if rule == .d8 { falls[way] = distances[other] + step == distances[place] ? 1 : 0 }
        if rule == .mfd { falls[way] = 1 / lengths[way] }
      }
    }
    let sum = falls.reduce(0, +)
    if sum == 0 { return [Int](repeating: 0, count: 8) }
    if rule == .mfd { return falls.map { Int(0.5 + $0 / sum * 15) } }
    let best = falls.max() ?? 0
    let chosen = [0, 7, 6, 5, 4, 3, 2, 1].first { falls[$0] == best }
    return (0..<8).map { $0 == chosen ? 1 : 0 }
  }

  /// Cells from the highest down; on flats from the farthest.
  var downwards: [Int] {
    filled.indices.filter { !filled[$0].isNaN }.sorted {
      (filled[$0], distances[$0]) > (filled[$1], distances[$1])
    }
  }

  /// What each cell gets from one neighbour, as a part of what that has.
  private func part(_ other: Int, _ way: Int) -> Double {
    guard !shares[other].isEmpty else { return 0 }
    return Double(shares[other][way]) / Double(shares[other].reduce(0, +))
  }

  func upslope(_ weight: (Int) -> Double) -> [Double] {
    let around = Self.neighbours(columns, rows)
    var sums = [Double](repeating: .nan, count: filled.count)
    for place in downwards {
      var sum = weight(place)
      for way in 0..<8 {
        guard let other = around[place][way], !filled[other].isNaN, part(other, (way + 4) % 8) > 0 else {
          continue
        }
        sum += sums[other] * part(other, (way + 4) % 8)
      }
      sums[place] = sum
    }
    return sums
  }

  /// D_dn with the weight of the cell left, times metres or not, or of the cell entered.
  func downslope(_ weight: [Float], _ measure: Routing.StepMeasure, streams: [Float]) -> [Double] {
    let around = Self.neighbours(columns, rows)
    var sums = [Double](repeating: .nan, count: filled.count)
    for place in downwards.reversed() {
      if streams[place] == 1 {
        sums[place] = 0
        continue
      }
      var (sum, reached) = (0.0, 0.0)
      for way in 0..<8 where shares[place][way] > 0 {
        guard let other = around[place][way], !sums[other].isNaN else { continue }
        let metres = way % 2 == 0 ? cell : (2 * cell * cell).squareRoot()
        let weight = Double(weight[measure == .cells ? other : place])
        let step = measure == .metres ? weight * metres : weight
        sum += Double(shares[place][way]) * (step + sums[other])
        reached += Double(shares[place][way])
      }
      if reached > 0 { sums[place] = sum / reached }
    }
    return sums
  }
}
