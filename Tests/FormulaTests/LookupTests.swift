import Testing

@testable import Formula

/// Goal: a table answers alike however many rows it has and wherever in a vector a key stands.
@Suite struct LookupTests {
  /// Keys that are rows, and every kind of key that is none.
  private static let keys: [Double] =
    (-3...45).map(Double.init) + [0.5, 7.25, -0.5, 1e300, -1e300, .nan, .infinity, -.infinity]

  @Test(arguments: 1...40) func `A key finds its own row or nothing`(rows: Int) {
    let table = DenseTable((0..<rows).map { (keys: [Double($0 + 2)], value: Double($0) * 1.5 + 0.1) })
    for count in [1, 3, 7, 8, 9, 16, Self.keys.count] {
      for start in stride(from: 0, to: Self.keys.count, by: count) {
        let keys = Array(Self.keys[start..<min(start + count, Self.keys.count)])
        #expect(same(look(up: keys, in: table), keys.map { expected($0, rows: rows) }))
      }
    }
  }

  @Test func `What is not finite in a table is missing`() {
    let table = DenseTable([
      (keys: [1], value: .infinity), (keys: [2], value: -.infinity), (keys: [3], value: 4),
    ])
    #expect(same(look(up: [1, 2, 3], in: table), [.nan, .nan, 4]))
  }

  private func expected(_ key: Double, rows: Int) -> Double {
    guard let row = Int(exactly: key - 2), (0..<rows).contains(row) else { return .nan }
    return Double(row) * 1.5 + 0.1
  }

  private func same(_ found: [Double], _ wanted: [Double]) -> Bool {
    zip(found, wanted).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
  }

  private func look(up keys: [Double], in table: DenseTable) -> [Double] {
    var found = [Double](repeating: -7, count: keys.count)
    keys.withUnsafeBufferPointer { keys in
      found.withUnsafeMutableBufferPointer { found in
        guard let keys = keys.baseAddress, let start = found.baseAddress else { return }
        table.run([keys], start, found.count)
      }
    }
    return found
  }
}
