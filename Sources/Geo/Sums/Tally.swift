/// What is known of one figure over a set of cells. NaN is a missing value, counted and never added.
public struct Tally: Hashable, Sendable {
  /// Cells with a value; parts of cells count as parts.
  public var cells = 0.0
  /// Cells without a value.
  public var missing = 0.0
  /// True area of the cells with a value, in m².
  public var area = 0.0
  /// True area of the cells without a value, in m².
  public var missingArea = 0.0
  /// Sum of value × part of the cell: the total of a figure given per cell.
  public var sum = 0.0
  /// Sum of value × true area in m²: the total of a figure given per m².
  public var integral = 0.0
  /// Smallest value, or +∞ when there is none.
  public var minimum = Double.infinity
  /// Greatest value, or −∞ when there is none.
  public var maximum = -Double.infinity

  /// A tally of no cells.
  public init() {}

  /// Adds another tally. Additions of doubles must be made in one fixed order to give the same bits.
  public mutating func add(_ other: Tally) {
    cells += other.cells
    missing += other.missing
    area += other.area
    missingArea += other.missingArea
    sum += other.sum
    integral += other.integral
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
  }

  /// Adds a run of whole cells of one row.
  @inline(__always) mutating func add(_ run: RunSum, length: Int, cellArea: Double) {
    let (there, gone) = (run.cells, Double(length) - run.cells)
    cells += there
    missing += gone
    area += there * cellArea
    missingArea += gone * cellArea
    sum += run.sum
    integral += run.sum * cellArea
    minimum = min(minimum, run.minimum)
    maximum = max(maximum, run.maximum)
  }

  /// Adds a part of a cell.
  @inline(__always) mutating func add(_ value: Double, fraction: Double, cellArea: Double) {
    if value.isNaN {
      missing += fraction
      missingArea += fraction * cellArea
    } else {
      cells += fraction
      area += fraction * cellArea
      sum += fraction * value
      integral += fraction * value * cellArea
      minimum = min(minimum, value)
      maximum = max(maximum, value)
    }
  }
}

/// Sum of a run of neighbouring cells, taken eight at a time in an order that no processor changes.
struct RunSum {
  private(set) var cells = 0.0
  private(set) var sum = 0.0
  private(set) var minimum = Double.infinity
  private(set) var maximum = -Double.infinity

  @inline(__always) init(_ start: UnsafePointer<Double>, _ count: Int) {
    var place = 0
    if count >= 8 {
      var (sums, counts) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
      var least = SIMD8<Double>(repeating: .infinity)
      var most = SIMD8<Double>(repeating: -.infinity)
      while place + 8 <= count {
        let block = UnsafeRawPointer(start + place).loadUnaligned(as: SIMD8<Double>.self)
        let there = block .== block
        sums += SIMD8<Double>.zero.replacing(with: block, where: there)
        counts += SIMD8<Double>.zero.replacing(with: 1, where: there)
        least.replace(with: block, where: block .< least)
        most.replace(with: block, where: block .> most)
        place += 8
      }
      sum = sums.sum()
      cells = counts.sum()
      minimum = least.min()
      maximum = most.max()
    }
    while place < count {
      let value = start[place]
      if !value.isNaN {
        sum += value
        cells += 1
        minimum = min(minimum, value)
        maximum = max(maximum, value)
      }
      place += 1
    }
  }
}
