import Testing

@testable import Formula

/// Goal: tables that are laid out for speed read as the plain rows do.
/// Method: seeded random tables and keys, good and bad, against a search through the rows.
@Suite struct TableReadTests {
  private func blocks<Result>(
    _ columns: [[Double]], _ body: ([UnsafePointer<Double>]) -> Result
  ) -> Result {
    let places = columns.map { column in
      let place = UnsafeMutablePointer<Double>.allocate(capacity: column.count)
      place.initialize(from: column, count: column.count)
      return place
    }
    defer { for place in places { place.deallocate() } }
    return body(places.map { UnsafePointer($0) })
  }

  private func keys(_ width: Int, _ scale: Double, _ chance: inout Seeded) -> [Double] {
    (0..<width).map { _ in
      switch Int.random(in: 0..<12, using: &chance) {
      case 0: .nan
      case 1: Double.random(in: -3..<9, using: &chance)
      case 2: [-1e300, 1e300, .infinity, -0.0, -1].randomElement(using: &chance) ?? 0
      default: Double(Int.random(in: -1..<8, using: &chance)) * scale
      }
    }
  }

  /// Distinct keys; far apart ones are found by search, close ones directly.
  @Test(arguments: [1, 2, 3], [1.0, 1e6, 0.5])
  func `A row is found by its keys`(width: Int, scale: Double) {
    var chance = Seeded(UInt64(width) &* 31 &+ UInt64(scale * 2))
    var rows: [[Double]: Double] = [:]
    for number in 0..<40 {
      rows[(0..<width).map { _ in Double(Int.random(in: 0..<6, using: &chance)) * scale }] = Double(number)
    }
    let table = DenseTable(rows.map { (keys: $0.key, value: $0.value) })
    let asked = (0..<500).map { _ in keys(width, scale, &chance) }
    let columns = (0..<width).map { key in asked.map { $0[key] } }
    var out = [Double](repeating: 0, count: asked.count)
    blocks(columns) { table.run($0, &out, asked.count) }
    for (found, keys) in zip(out, asked) {
      #expect(Runner.same(found, rows[keys] ?? .nan), "\(keys)")
    }
  }

  /// Runs of a few intervals and of many, with gaps, with keys and without.
  @Test(arguments: [0, 1, 2], [1, 5, 20, 70])
  func `The interval is found that holds x`(width: Int, length: Int) {
    var chance = Seeded(UInt64(width * 100 + length))
    var rows: [StepTable.Row] = []
    for number in 0..<(width == 0 ? 1 : 6) {
      let keys = (0..<width).map { Double((number >> $0) % 4) }
      guard !rows.contains(where: { $0.keys == keys }) else { continue }
      for step in 0..<length where Int.random(in: 0..<8, using: &chance) > 0 {
        let from = step == 0 ? -Double.infinity : Double(step)
        let to = step == length - 1 ? Double.infinity : Double(step) + (Bool.random(using: &chance) ? 1 : 0.5)
        rows.append(
          .init(keys: keys, interval: .init(from: from, to: to), value: Double(number * 1000 + step)))
      }
    }
    rows.shuffle(using: &chance)
    let table = StepTable(rows)
    let asked = (0..<600).map { _ in keys(width, 1, &chance) }
    let x = asked.map { _ in
      [
        Double.random(in: -2..<Double(length + 2), using: &chance),
        Double(Int.random(in: 0...length, using: &chance)),
        .nan, -1e9, 1e9,
      ].randomElement(using: &chance) ?? 0
    }
    var out = [Double](repeating: 0, count: asked.count)
    blocks([x] + (0..<width).map { key in asked.map { $0[key] } }) {
      table.run(x: $0[0], Array($0.dropFirst()), &out, asked.count)
    }
    for lane in asked.indices {
      let row = rows.first {
        $0.keys == asked[lane] && x[lane] >= $0.interval.from && x[lane] < $0.interval.to
      }
      #expect(Runner.same(out[lane], row?.value ?? .nan), "\(asked[lane]) \(x[lane])")
    }
  }
}
