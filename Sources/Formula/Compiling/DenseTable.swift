internal import CElementary

/// A table column as a program reads it: by whole keys in small ranges directly, by others through a search.
struct DenseTable: Sendable {
  /// The first value and the number of values of each key; nil where the keys are not such.
  private var axes: [Axis]?
  /// Dense: one value for each combination of keys, and NaN as the last. Sorted: one for each row.
  private var values: [Double]
  /// The rows' keys, sorted; empty for a dense table.
  private var rows: [[Double]]

  struct Axis: Sendable {
    var first: Double
    var count: Int
    var stride: Int
  }

  /// - Parameter rows: Keys and value of each row; no two rows have the same keys.
  init(_ table: [(keys: [Double], value: Double)]) {
    // What is read from a table needs no settling.
    let table = table.map { (keys: $0.keys, value: isThere($0.value) ? $0.value : .nan) }
    axes = Self.axes(table.map(\.keys))
    guard let axes else {
      let sorted = table.sorted { $0.keys.lexicographicallyPrecedes($1.keys) }
      rows = sorted.map(\.keys)
      values = sorted.map(\.value)
      return
    }
    rows = []
    let size = axes.reduce(1) { $0 * $1.count }
    values = Array(repeating: .nan, count: size + 1)
    for (keys, value) in table {
      let place = zip(keys, axes).reduce(0) { $0 + Int($1.0 - $1.1.first) * $1.1.stride }
      values[place] = value
    }
  }

  /// Axes for keys that are whole and lie close together; nil if they are not, or there is none.
  private static func axes(_ keys: [[Double]]) -> [Axis]? {
    guard let width = keys.first?.count, width > 0 else { return nil }
    var axes: [Axis] = []
    var size = 1
    for key in 0..<width {
      let column = keys.map { $0[key] }
      guard let least = column.min(), let most = column.max(), most - least < 100_000,
        column.allSatisfy({ $0 == $0.rounded() })
      else { return nil }
      axes.append(Axis(first: least, count: Int(most - least) + 1, stride: size))
      size *= axes[key].count
      guard size <= 1 << 20 else { return nil }
    }
    return axes
  }

  func run(_ keys: [UnsafePointer<Double>], _ out: Kernels.Output, _ count: Int) {
    guard let axes else {
      for lane in 0..<count { out[lane] = search(keys.map { $0[lane] }) }
      return
    }
    values.withUnsafeBufferPointer { values in
      guard axes.count > 1 else { return run(keys[0], out, count) }
      for lane in 0..<count { out[lane] = 0 }
      for (axis, key) in zip(axes, keys) {
        lanes_add_key(axis.first, Double(axis.count), Double(axis.stride), key, out, count)
      }
      lanes_take(values.baseAddress, Int32(values.count - 1), out, count)
    }
  }

  /// The table as the kernel reads it; nil unless it has one key of whole numbers. The memory is the caller's
  /// to free.
  var view: LookupView? {
    guard let axis = axes?.first, axes?.count == 1 else { return nil }
    let memory = UnsafeMutablePointer<Double>.allocate(capacity: values.count)
    memory.initialize(from: values, count: values.count)
    return LookupView(values: memory, first: axis.first, count: Int32(axis.count))
  }

  /// The values for one key.
  func run(_ key: UnsafePointer<Double>, _ out: Kernels.Output, _ count: Int) {
    guard let axis = axes?.first, axes?.count == 1 else { return run([key], out, count) }
    values.withUnsafeBufferPointer {
      lanes_lookup($0.baseAddress, axis.first, Int32(axis.count), key, out, count)
    }
  }

  /// The value for one set of keys, or NaN.
  func value(for keys: [Double]) -> Double {
    var result = Double.nan
    let lanes = keys.map { key in
      let lane = UnsafeMutablePointer<Double>.allocate(capacity: 1)
      lane.initialize(to: key)
      return lane
    }
    defer { for lane in lanes { lane.deallocate() } }
    run(lanes.map { UnsafePointer($0) }, &result, 1)
    return result
  }

  /// The value of the row with these keys, or NaN.
  func search(_ keys: [Double]) -> Double {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].lexicographicallyPrecedes(keys) { low = middle + 1 } else { high = middle }
    }
    return low < rows.count && rows[low] == keys ? values[low] : .nan
  }
}

/// A table of one key, laid out for the kernel: running threads share it without counting references.
struct LookupView {
  let values: UnsafeMutablePointer<Double>
  let first: Double
  let count: Int32
}
