public import Formula

/// How a worked case came out.
public struct CaseResult: Sendable {
  /// Whether our figure agrees with the expected one.
  public enum Outcome: Hashable, Sendable {
    case passed
    case failed
    /// Kept, not computed.
    case recorded
  }

  /// The pack in which the case stands.
  public let pack: String
  public let workedCase: WorkedCase
  public let outcome: Outcome
  /// Our figure in the unit of the expected one; NaN for missing; nil when none was computed, or a class.
  public let ours: Double?
  /// Our class; nil when it is a figure.
  public let oursCode: String?
  /// How far ours may be from the expected figure, in its unit; nil where there is no tolerance.
  public let allowed: Double?
  /// Why nothing could be computed; nil when something was.
  public let failure: Label?

  /// The expected figure; nil for a class and for missing.
  public var expected: Double? {
    if case .quantity(let quantity) = workedCase.expect { quantity.value } else { nil }
  }

  /// The unit of both figures; nil for a class and for missing.
  public var unit: MeasureUnit? {
    if case .quantity(let quantity) = workedCase.expect { quantity.unit } else { nil }
  }

  /// Ours less the expected.
  public var difference: Double? {
    guard let ours, let expected else { return nil }
    return ours - expected
  }
}

/// The cases of a run by outcome.
public struct CaseCount: Hashable, Sendable {
  public var passed = 0
  public var failed = 0
  public var recorded = 0

  /// Counts how the cases came out.
  public init(_ results: [CaseResult]) {
    for result in results {
      switch result.outcome {
      case .passed: passed += 1
      case .failed: failed += 1
      case .recorded: recorded += 1
      }
    }
  }
}
