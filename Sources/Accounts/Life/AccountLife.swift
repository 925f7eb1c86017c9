/// What has happened to an account since it was made: steps in their order, each of which holds the digest
/// of the one before.
///
/// `account.json` itself never changes by a step.
public struct AccountLife: Hashable, Sendable {
  public var steps: [LifeStep]

  /// An account that nobody has handed in yet.
  public init(steps: [LifeStep] = []) {
    self.steps = steps
  }

  /// How far the account has come.
  public enum State: String, Hashable, Sendable, CaseIterable {
    case draft
    case inReview = "in-review"
    case countersigned, published, superseded
  }

  /// The state after all steps.
  public var state: State {
    steps.reduce(State.draft) { state, step in
      switch step.act {
      case .submit: .inReview
      case .countersign: .countersigned
      case .publish: .published
      case .superseded: .superseded
      case .remark, .agree, .answer, .revise, .recompute, .recomputed: state
      }
    }
  }

  /// The last time that the account was handed in.
  public var submission: LifeStep? { steps.last { $0.act == .submit } }

  /// Remarks that nobody has answered.
  public var openRemarks: [LifeStep] {
    let answered = Set(steps.filter { $0.act == .answer }.compactMap(\.remark))
    return steps.filter { $0.act == .remark && !answered.contains($0.number) }
  }

  /// The account that this one revises or recomputes.
  public var predecessor: LifeStep? { steps.first { [.revise, .recompute].contains($0.act) } }

  /// The account that stands in this one's place.
  public var successor: LifeStep? { steps.last { $0.act == .superseded } }

  /// Those who have countersigned since the account was last handed in.
  public var countersignatures: [LifeStep] {
    let start = steps.lastIndex { $0.act == .submit } ?? steps.startIndex
    return steps[start...].filter { $0.act == .countersign }
  }

  /// Whether the account is another than the one that was handed in.
  ///
  /// - Parameter digest: Of `account.json` as it is now.
  public func hasChanged(_ digest: String) -> Bool {
    steps.contains { ![.revise, .recompute].contains($0.act) } && submission?.account != digest
  }
}
