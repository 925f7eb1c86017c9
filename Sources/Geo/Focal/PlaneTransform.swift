internal import CElementary

/// A length of lines that are transformed by Fourier: a product of 2, 3 and 5.
struct TransformLength: Sendable {
  let count: Int
  /// Fours first, then 2, 3 and 5.
  private let factors: [UInt8]
  /// Cosine and sine of −2πk/count for each k.
  private let turns: [Float]

  /// The least such length that holds so many.
  static func fast(atLeast count: Int) -> Int {
    var length = max(1, count)
    while rest(of: length) != 1 { length += 1 }
    return length
  }

  private static func rest(of length: Int) -> Int {
    var rest = length
    for factor in [2, 3, 5] { while rest % factor == 0 { rest /= factor } }
    return rest
  }

  init(_ count: Int) {
    precondition(Self.rest(of: count) == 1, "The length is a product of 2, 3 and 5.")
    self.count = count
    var (rest, factors) = (count, [UInt8]())
    for factor in [4, 2, 3, 5] {
      while rest % factor == 0 {
        factors.append(UInt8(factor))
        rest /= factor
      }
    }
    self.factors = factors
    let angles = (0..<count).map { -2 * Double.pi * Double($0) / Double(count) }
    turns = angles.flatMap { [Float(Elementary.cos($0)), Float(Elementary.sin($0))] }
  }

  func with(_ body: (UnsafePointer<fourier_length>, UnsafeMutablePointer<Float>) -> Void) {
    let bytes = fourier_work(count) * MemoryLayout<Float>.stride
    let work = UnsafeMutableRawPointer.allocate(byteCount: max(64, bytes), alignment: 64)
    defer { work.deallocate() }
    factors.withUnsafeBufferPointer { factors in
      turns.withUnsafeBufferPointer { turns in
        var length = fourier_length(
          length: count, factors: factors.baseAddress, count: factors.count, turns: turns.baseAddress)
        body(&length, work.bindMemory(to: Float.self, capacity: fourier_work(count)))
      }
    }
  }
}

/// A field of complex numbers, row by row, that is transformed by Fourier in place.
struct TransformField {
  let columns: TransformLength
  let rows: TransformLength
  var real: [Float]
  var imaginary: [Float]

  /// - Parameters: Lengths of its rows and of its columns.
  init(_ columns: TransformLength, _ rows: TransformLength) {
    (self.columns, self.rows) = (columns, rows)
    real = [Float](repeating: 0, count: columns.count * rows.count)
    imaginary = real
  }

  /// Reads and changes what it holds.
  mutating func edit(
    _ body: (_ real: UnsafeMutableBufferPointer<Float>, _ imaginary: UnsafeMutableBufferPointer<Float>) ->
      Void
  ) {
    real.withUnsafeMutableBufferPointer { real in
      imaginary.withUnsafeMutableBufferPointer { imaginary in body(real, imaginary) }
    }
  }

  /// Transforms rows from the first on; the others are zero.
  mutating func transformRows(_ known: Int) {
    Self.transform(&real, &imaginary, columns, known, by: columns.count, 1)
  }

  /// Transforms rows back, as many as are wanted.
  mutating func transformRowsBack(_ wanted: Int) {
    Self.transform(&imaginary, &real, columns, wanted, by: columns.count, 1)
  }

  mutating func transformColumns() {
    Self.transform(&real, &imaginary, rows, columns.count, by: 1, columns.count)
  }

  private static func transform(
    _ real: inout [Float], _ imaginary: inout [Float], _ length: TransformLength, _ lines: Int, by apart: Int,
    _ step: Int
  ) {
    length.with { length, work in
      real.withUnsafeMutableBufferPointer { real in
        imaginary.withUnsafeMutableBufferPointer { imaginary in
          fourier_lines(length, real.baseAddress, imaginary.baseAddress, lines, apart, step, work)
        }
      }
    }
  }

  /// Transforms columns, multiplies by factors that lie alike, and transforms them back.
  mutating func multiplyColumns(by factors: [Float]) {
    let count = columns.count
    rows.with { length, work in
      real.withUnsafeMutableBufferPointer { real in
        imaginary.withUnsafeMutableBufferPointer { imaginary in
          fourier_columns_through(
            length, real.baseAddress, imaginary.baseAddress, factors, count, count, work)
        }
      }
    }
  }
}
