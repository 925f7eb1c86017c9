/// Who gets the parts that are left when shares do not divide an amount evenly. Rules name it.
public enum Remainder: Hashable, Sendable {
  /// One part each to the shares with the largest fractions; among equal ones the earlier share first.
  case largestFraction
  /// All of it to the share at this index: the household of a land ticket, say.
  case owner(Int)
}

extension Counted {
  /// Splits the amount by whole-number shares so that the pieces add up to it exactly.
  ///
  /// A negative amount splits like the positive one with its sign turned: taking back undoes giving.
  ///
  /// - Parameters:
  ///   - shares: The shares in any whole measure (85 and 15; fen; parts of a mu), each above zero.
  ///   - remainder: Who gets the parts left over.
  /// - Returns: One piece for each share, in their order.
  /// - Throws: ``CountedRefusal/noShares``, ``CountedRefusal/shareNotPositive(index:)`` or
  ///   ``CountedRefusal/noSuchOwner(index:)``.
  public func split(by shares: [Int64], remainder: Remainder) throws(CountedRefusal) -> [Self] {
    try Self.check(shares, remainder)
    let total = shares.reduce(Int128(0)) { $0 + Int128($1) }
    let amount = Int128(parts.magnitude)
    // An amount and a share are below 2^64 and 2^63, so their product fits in 128 bits.
    let exact = shares.map { (amount * Int128($0)).quotientAndRemainder(dividingBy: total) }
    var pieces = exact.map(\.quotient)
    let left = amount - pieces.reduce(0, +)
    switch remainder {
    case .owner(let index): pieces[index] += left
    case .largestFraction:
      for index in Self.byFraction(exact.map(\.remainder)).prefix(Int(left)) { pieces[index] += 1 }
    }
    var result: [Self] = []
    for piece in pieces { result.append(try Self(wide: isNegative ? -piece : piece)) }
    return result
  }

  private static func check(_ shares: [Int64], _ remainder: Remainder) throws(CountedRefusal) {
    if shares.isEmpty { throw .noShares }
    if let index = shares.firstIndex(where: { $0 <= 0 }) { throw .shareNotPositive(index: index) }
    if case .owner(let index) = remainder, !shares.indices.contains(index) {
      throw .noSuchOwner(index: index)
    }
  }

  /// Indices by falling fraction; equal fractions keep their order, so that the result is the same anywhere.
  private static func byFraction(_ remainders: [Int128]) -> [Int] {
    remainders.indices.sorted { (remainders[$1], $0) < (remainders[$0], $1) }
  }
}
