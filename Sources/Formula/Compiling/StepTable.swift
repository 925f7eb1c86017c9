internal import CElementary

/// A table column that is read by intervals: for each combination of keys, intervals in order.
struct StepTable: Sendable {
  /// Which run of intervals belongs to the keys; nil for a table without keys.
  private var runs: DenseTable?
  private var starts: [Int32]
  private var from: [Double]
  private var to: [Double]
  private var values: [Double]

  struct Row {
    var keys: [Double]
    var interval: TableData.Interval
    var value: Double
  }

  /// - Parameter rows: In any order; the intervals of equal keys do not overlap.
  init(_ rows: [Row]) {
    let sorted = rows.sorted {
      $0.keys == $1.keys
        ? $0.interval.from < $1.interval.from : $0.keys.lexicographicallyPrecedes($1.keys)
    }
    from = sorted.map(\.interval.from)
    to = sorted.map(\.interval.to)
    values = sorted.map(\.value)
    let first = sorted.indices.filter { $0 == 0 || sorted[$0].keys != sorted[$0 - 1].keys }
    starts = (first + [sorted.count]).map { Int32($0) }
    let keyed = sorted.first.map { !$0.keys.isEmpty } ?? false
    runs =
      keyed ? DenseTable(first.enumerated().map { (sorted[$0.element].keys, Double($0.offset)) }) : nil
  }

  func run(
    x: UnsafePointer<Double>, _ keys: [UnsafePointer<Double>], _ out: Kernels.Output, _ count: Int
  ) {
    guard !values.isEmpty else {
      for lane in 0..<count { out[lane] = .nan }
      return
    }
    if let runs {
      runs.run(keys, out, count)
    } else if values.count <= 32 {
      return lanes_step(from, to, values, Int32(values.count), x, out, count)
    } else {
      for lane in 0..<count { out[lane] = 0 }
    }
    lanes_step_in_runs(from, to, values, starts, x, out, count)
  }
}
