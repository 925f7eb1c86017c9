internal import CKissfft

/// Convolves a window with a kernel by Fourier transform.
///
/// Figures and their being known travel together, as the real and the imaginary part of one transform: the
/// kernel is even, so that its own transform is real and mixes nothing.
struct Convolution {
  private let columns: Int
  private let rows: Int
  private let spectrum: [Float]

  /// - Parameters:
  ///   - columns: Of a tile and the kernel's reach on both sides: what comes around then meets no cell of the
  ///     tile; rows likewise.
  ///   - cell: Width and height of a cell in metres.
  init(columns: Int, rows: Int, kernel: FocalKernel, cell: (width: Double, height: Double)) {
    self.columns = Self.size(atLeast: columns)
    self.rows = Self.size(atLeast: rows)
    var weights = [kiss_fft_cpx](repeating: .init(), count: self.columns * self.rows)
    let (across, down) = (kernel.radius(cell.width), kernel.radius(cell.height))
    for row in -down...down {
      for column in -across...across {
        let x = (column + self.columns) % self.columns
        let y = (row + self.rows) % self.rows
        weights[y * self.columns + x].r += Float(kernel.weight(column, row, cell))
      }
    }
    Self.transform(&weights, self.columns, self.rows, inverse: false)
    spectrum = weights.map(\.r)
  }

  /// The mean around each cell of a window that has a figure; NaN for the others.
  func means(of cells: [Float], columns width: Int, rows height: Int) -> [Float] {
    var field = [kiss_fft_cpx](repeating: .init(), count: columns * rows)
    for row in 0..<height {
      for column in 0..<width {
        let value = cells[row * width + column]
        if !value.isNaN { field[row * columns + column] = .init(r: value, i: 1) }
      }
    }
    Self.transform(&field, columns, rows, inverse: false)
    for place in field.indices {
      field[place].r *= spectrum[place]
      field[place].i *= spectrum[place]
    }
    Self.transform(&field, columns, rows, inverse: true)
    // A mean lies among what it is the mean of, whatever the last bit of the transform.
    let known = cells.lazy.filter { !$0.isNaN }
    let (least, most) = (known.min() ?? 0, known.max() ?? 0)
    var means = [Float](repeating: .nan, count: cells.count)
    for row in 0..<height {
      for column in 0..<width where !cells[row * width + column].isNaN {
        let sum = field[row * columns + column]
        means[row * width + column] = min(most, max(least, sum.r / sum.i))
      }
    }
    return means
  }

  /// Products of 2, 3 and 5 are fast.
  private static func size(atLeast count: Int) -> Int { Int(kiss_fft_next_fast_size(Int32(count))) }

  private static func transform(
    _ field: inout [kiss_fft_cpx], _ columns: Int, _ rows: Int, inverse: Bool
  ) {
    var sizes = [Int32(rows), Int32(columns)]
    guard let plan = kiss_fftnd_alloc(&sizes, 2, inverse ? 1 : 0, nil, nil) else { return }
    defer { release_transform(plan) }
    let given = field
    given.withUnsafeBufferPointer { given in
      field.withUnsafeMutableBufferPointer { kiss_fftnd(plan, given.baseAddress, $0.baseAddress) }
    }
  }
}
