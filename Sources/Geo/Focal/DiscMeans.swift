internal import CElementary

/// Means over discs, by adding up: each row of a disc is a run of cells, and the sum of a run is the
/// difference of two sums from the row's beginning.
///
/// The work grows with the radius, that of a transform does not: it is faster for discs of some dozen cells.
/// Figures are added up in Double.
struct DiscMeans: WindowMeans {
  /// Cells on both sides of the middle, for each row of the disc from its top.
  private let halves: [Int]

  /// Rows of a disc beyond which a transform is faster.
  static let mostRows = 129

  init(_ kernel: FocalKernel, cell: (width: Double, height: Double)) {
    let (across, down) = (kernel.radius(cell.width), kernel.radius(cell.height))
    halves = (-down...down).map { row in
      (0...across).last { kernel.weight($0, row, cell) > 0 } ?? -1
    }
  }

  func means(of cells: [Float], columns: Int, rows: Int) -> [Float] {
    let reach = (halves.max() ?? 0) + 1
    let (sums, counts) = beginnings(cells, columns, rows, reach)
    let pitch = columns + 2 * reach + 1
    var means = [Float](repeating: .nan, count: cells.count)
    var (line, known) = ([Double](repeating: 0, count: columns), [Int32](repeating: 0, count: columns))
    for row in 0..<rows {
      var (begins, ends): ([Int], [Int]) = ([], [])
      for (place, half) in halves.enumerated() where half >= 0 {
        let other = row + place - halves.count / 2
        guard other >= 0, other < rows else { continue }
        begins.append(other * pitch + reach - half)
        ends.append(other * pitch + reach + half + 1)
      }
      lanes_disc(sums, counts, begins, ends, begins.count, &line, &known, columns)
      for column in 0..<columns where !cells[row * columns + column].isNaN {
        means[row * columns + column] = Float(line[column] / Double(known[column]))
      }
    }
    return means
  }

  /// Sums of what is known, and its number, from the beginning of each row; `reach` more on both sides.
  private func beginnings(
    _ cells: [Float], _ columns: Int, _ rows: Int, _ reach: Int
  ) -> (sums: [Double], counts: [Int32]) {
    let pitch = columns + 2 * reach + 1
    var sums = [Double](repeating: 0, count: rows * pitch)
    var counts = [Int32](repeating: 0, count: rows * pitch)
    for row in 0..<rows {
      var (sum, count): (Double, Int32) = (0, 0)
      for column in 0..<columns + reach {
        if column < columns, !cells[row * columns + column].isNaN {
          sum += Double(cells[row * columns + column])
          count += 1
        }
        let place = row * pitch + reach + column + 1
        (sums[place], counts[place]) = (sum, count)
      }
    }
    return (sums, counts)
  }
}
