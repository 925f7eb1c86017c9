/// In which year's prices a value of money is.
public enum PriceYear: Hashable, Sendable {
  /// Not a price.
  case none
  /// The prices of the account's own year.
  case account
  /// The prices of a stated year.
  case of(Int)

  /// The stated year, if there is one.
  public var year: Int? {
    if case .of(let year) = self { year } else { nil }
  }
}

/// What the checker knows of an expression's values.
struct Meaning: Hashable, Sendable {
  enum Shape: Hashable, Sendable {
    case number(MeasureUnit)
    /// The literal 0, which fits every unit.
    case zero
    case code(list: String)
    /// Wrong, and reported already.
    case unknown
  }

  var shape: Shape
  var prices: PriceYear = .none
  var context: Context = .region

  static func pure(_ context: Context) -> Meaning { Meaning(shape: .number(.one), context: context) }
  static let unknown = Meaning(shape: .unknown)

  var unit: MeasureUnit? {
    switch shape {
    case .number(let unit): unit
    case .zero: .one
    default: nil
    }
  }
}

/// An expression that has been checked.
struct Checked: Sendable {
  var node: NodeID
  var meaning: Meaning
  var isUnknown: Bool { meaning.shape == .unknown }
}
