public import Quantities

/// What the book says happened to units: moves of one movement, with their cause.
public struct Posting: Hashable, Sendable {
  /// Why, beside the movement itself.
  public enum Cause: Hashable, Sendable {
    /// The movement says it all.
    case none
    /// Why units were retired, voided or moved back, and for whom.
    case words(reason: String, beneficiary: String)
    /// The exact ratio of a conversion.
    case ratio(numerator: Int64, denominator: Int64, rounding: Rounding)
  }

  public let movement: Movement
  public let cause: Cause
  public let moves: [Move]

  /// A posting of its parts.
  public init(movement: Movement, cause: Cause = .none, moves: [Move]) {
    (self.movement, self.cause, self.moves) = (movement, cause, moves)
  }
}
