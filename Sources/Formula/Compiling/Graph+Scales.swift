extension Graph {
  /// Follows a value back through multiplications with numbers and divisions by numbers.
  ///
  /// - Returns: The value where they begin, and what it is multiplied with in all; the value itself and 1
  ///   when it is nothing of the kind.
  func scale(of index: Int32) -> (root: Int32, factor: Double) {
    var (root, factor) = (index, 1.0)
    while let (value, number) = scaled(root) {
      let product = factor * number
      // Beyond these sizes a factor could make of a sum what the single products are not: nothing, or
      // infinity.
      guard (1e-30...1e30).contains(product.magnitude) else { break }
      (root, factor) = (value, product)
    }
    return (root, factor)
  }

  /// The value that a step multiplies with a number, and the number.
  private func scaled(_ index: Int32) -> (value: Int32, number: Double)? {
    guard case .apply(let operation, let operands) = steps[Int(index)] else { return nil }
    switch (operation, operands.first, operands.last) {
    case (.multiply, .lane(let value), .constant(let bits)): return (value, Double(bitPattern: bits))
    case (.divide, .lane(let value), .constant(let bits)): return (value, 1 / Double(bitPattern: bits))
    case (.negate, .lane(let value), _): return (value, -1)
    default: return nil
    }
  }
}
