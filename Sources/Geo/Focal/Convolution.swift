internal import CKissfft

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
  private let transform: PlaneTransform
  /// Column by column.
  private let spectrum: [Float]

  /// - Parameters:
  ///   - columns: Of a tile and the kernel's reach on both sides: what comes around then meets no cell of the
  ///     tile; rows likewise.
  ///   - cell: Width and height of a cell in metres.
  init(columns: Int, rows: Int, kernel: FocalKernel, cell: (width: Double, height: Double)) {
    transform = PlaneTransform(
      columns: PlaneTransform.fastSize(atLeast: columns), rows: PlaneTransform.fastSize(atLeast: rows))
    let (width, height) = (transform.columns, transform.rows)
    var weights = [kiss_fft_cpx](repeating: .init(), count: width * height)
    let (across, down) = (kernel.radius(cell.width), kernel.radius(cell.height))
    for row in -down...down {
      for column in -across...across {
        let (x, y) = ((column + width) % width, (row + height) % height)
        weights[y * width + x].r += Float(kernel.weight(column, row, cell))
      }
    }
    spectrum = transform.forth(weights, known: height).map(\.r)
  }

  func means(of cells: [Float], columns width: Int, rows height: Int) -> [Float] {
    let pitch = transform.columns
    var field = [kiss_fft_cpx](repeating: .init(), count: pitch * transform.rows)
    for row in 0..<height {
      for column in 0..<width {
        let value = cells[row * width + column]
        if !value.isNaN { field[row * pitch + column] = .init(r: value, i: 1) }
      }
    }
    field = transform.forth(field, known: height)
    for place in field.indices {
      field[place].r *= spectrum[place]
      field[place].i *= spectrum[place]
    }
    field = transform.back(field, wanted: height)
    // A mean lies among what it is the mean of, whatever the last bit of the transform.
    let known = cells.lazy.filter { !$0.isNaN }
    let (least, most) = (known.min() ?? 0, known.max() ?? 0)
    var means = [Float](repeating: .nan, count: cells.count)
    for row in 0..<height {
      for column in 0..<width where !cells[row * width + column].isNaN {
        let sum = field[row * pitch + column]
        means[row * width + column] = min(most, max(least, sum.r / sum.i))
      }
    }
    return means
  }
}
