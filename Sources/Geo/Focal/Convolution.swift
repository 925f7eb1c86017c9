/// Makes the means around the cells of a window.
protocol WindowMeans {
  /// The mean around each cell of a window that has a figure; NaN for the others.
  func means(of cells: [Float], columns width: Int, rows height: Int) -> [Float]
}

/// Convolves a window with a kernel by Fourier transform.
///
/// Figures and their being known travel together, as the real and the imaginary part of one transform: the
/// kernel is even, so that its own transform is real and mixes nothing.
struct Convolution: WindowMeans {
  private let width: TransformLength
  private let height: TransformLength
  private let spectrum: [Float]

  /// - Parameters:
  ///   - columns: Of a tile and the kernel's reach on both sides: what comes around then meets no cell of the
  ///     tile; rows likewise.
  ///   - cell: Width and height of a cell in metres.
  init(columns: Int, rows: Int, kernel: FocalKernel, cell: (width: Double, height: Double)) {
    width = TransformLength(TransformLength.fast(atLeast: columns))
    height = TransformLength(TransformLength.fast(atLeast: rows))
    var weights = TransformField(width, height)
    let (across, down) = (kernel.radius(cell.width), kernel.radius(cell.height))
    for row in -down...down {
      for column in -across...across {
        let (x, y) = ((column + width.count) % width.count, (row + height.count) % height.count)
        weights.real[y * width.count + x] += Float(kernel.weight(column, row, cell))
      }
    }
    weights.transformRows(height.count)
    weights.transformColumns()
    spectrum = weights.real
  }

  func means(of cells: [Float], columns: Int, rows: Int) -> [Float] {
    let pitch = width.count
    var field = TransformField(width, height)
    field.edit { real, imaginary in
      for row in 0..<rows {
        for column in 0..<columns {
          let value = cells[row * columns + column]
          if value.isNaN { continue }
          real[row * pitch + column] = value
          imaginary[row * pitch + column] = 1
        }
      }
    }
    field.transformRows(rows)
    field.multiplyColumns(by: spectrum)
    field.transformRowsBack(rows)
    // A mean lies among what it is the mean of, whatever the last bit of the transform.
    var (least, most) = (Float.infinity, -Float.infinity)
    for cell in cells where !cell.isNaN { (least, most) = (min(least, cell), max(most, cell)) }
    var means = [Float](repeating: .nan, count: cells.count)
    field.edit { real, imaginary in
      for row in 0..<rows {
        for column in 0..<columns where !cells[row * columns + column].isNaN {
          let place = row * pitch + column
          means[row * columns + column] = min(most, max(least, real[place] / imaginary[place]))
        }
      }
    }
    return means
  }
}
