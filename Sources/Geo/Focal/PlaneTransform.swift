internal import CKissfft

/// The Fourier transform of a window, and back.
///
/// Each line is transformed as it lies in memory and then turned into a column, so that the next lines lie
/// side by side as well: a field lies row by row, its transform column by column.
struct PlaneTransform {
  let columns: Int
  let rows: Int

  /// A length at least so great that is a product of 2, 3 and 5: those are fast.
  static func fastSize(atLeast count: Int) -> Int { Int(kiss_fft_next_fast_size(Int32(count))) }

  /// - Parameter known: Rows beyond which the field is zero.
  /// - Returns: The transform, column by column.
  func forth(_ field: [kiss_fft_cpx], known: Int) -> [kiss_fft_cpx] {
    let across = Self.turned(field, lines: rows, length: columns, taken: known, inverse: false)
    return Self.lines(across, count: columns, length: rows, inverse: false)
  }

  /// - Parameter wanted: Rows beyond which nothing is asked for.
  /// - Returns: The field, row by row.
  func back(_ transformed: [kiss_fft_cpx], wanted: Int) -> [kiss_fft_cpx] {
    let down = Self.turned(transformed, lines: columns, length: rows, taken: columns, inverse: true)
    return Self.lines(down, count: wanted, length: columns, inverse: true)
  }

  /// Transforms lines.
  private static func lines(
    _ field: [kiss_fft_cpx], count: Int, length: Int, inverse: Bool
  ) -> [kiss_fft_cpx] {
    guard let plan = kiss_fft_alloc(Int32(length), inverse ? 1 : 0, nil, nil) else { return field }
    defer { release_transform(plan) }
    return [kiss_fft_cpx](unsafeUninitializedCapacity: count * length) { into, filled in
      field.withUnsafeBufferPointer { from in
        guard let from = from.baseAddress, let into = into.baseAddress else { return }
        for line in 0..<count { kiss_fft(plan, from + line * length, into + line * length) }
      }
      filled = count * length
    }
  }

  /// Transforms the first lines, and makes columns of them all.
  private static func turned(
    _ field: [kiss_fft_cpx], lines: Int, length: Int, taken: Int, inverse: Bool
  ) -> [kiss_fft_cpx] {
    guard let plan = kiss_fft_alloc(Int32(length), inverse ? 1 : 0, nil, nil) else { return field }
    defer { release_transform(plan) }
    var turned = [kiss_fft_cpx](repeating: .init(), count: lines * length)
    // Eight lines at a time fill whole lines of the processor's cache.
    let abreast = 8
    var buffer = [kiss_fft_cpx](repeating: .init(), count: abreast * length)
    field.withUnsafeBufferPointer { from in
      guard let from = from.baseAddress else { return }
      turned.withUnsafeMutableBufferPointer { turned in
        buffer.withUnsafeMutableBufferPointer { buffer in
          guard let start = buffer.baseAddress else { return }
          for first in stride(from: 0, to: taken, by: abreast) {
            let count = min(abreast, taken - first)
            for line in 0..<count { kiss_fft(plan, from + (first + line) * length, start + line * length) }
            for place in 0..<length {
              let column = place * lines + first
              for line in 0..<count { turned[column + line] = buffer[line * length + place] }
            }
          }
        }
      }
    }
    return turned
  }
}
