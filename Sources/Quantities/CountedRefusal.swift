/// Why a counted amount could not be made, in the order the checks run.
public enum CountedRefusal: Error, Hashable, Sendable {
  /// The measured number is missing (NaN): nothing can be owed on it.
  case notANumber
  /// The measured number is infinite.
  case infinite
  /// There are no shares to split by.
  case noShares
  /// The share at this index is zero or negative; whoever gets nothing is left out of the list.
  case shareNotPositive(index: Int)
  /// The owner of the remainder, by index, is not among the shares.
  case noSuchOwner(index: Int)
  /// A ratio needs a denominator above zero.
  case denominatorNotPositive
  /// The result has more parts than can be counted (±9 223 372 036 854 775 807).
  case overflow

  /// The lasting code of the refusal, for programs.
  public var code: String {
    switch self {
    case .notANumber: "quantity.not-a-number"
    case .infinite: "quantity.infinite"
    case .noShares: "quantity.no-shares"
    case .shareNotPositive: "quantity.share-not-positive"
    case .noSuchOwner: "quantity.no-such-owner"
    case .denominatorNotPositive: "quantity.denominator-not-positive"
    case .overflow: "quantity.overflow"
    }
  }
}

extension CountedRefusal: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notANumber: "数值缺失,不能记账 · a missing number cannot be owed"
    case .infinite: "数值无穷大,不能记账 · an infinite number cannot be owed"
    case .noShares: "没有分配份额 · there are no shares to split by"
    case .shareNotPositive(let index):
      "第 \(index + 1) 个份额不是正数,请删去或改正 · share \(index + 1) is not above zero: remove or mend it"
    case .noSuchOwner(let index):
      "余数归属第 \(index + 1) 方,但没有这一方 · the remainder's owner \(index + 1) has no share"
    case .denominatorNotPositive: "分母必须大于零 · a denominator must be above zero"
    case .overflow: "数额超出可记范围 · the amount is larger than can be counted"
    }
  }
}
