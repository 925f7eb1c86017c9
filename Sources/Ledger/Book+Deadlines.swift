public import Journal

extension Book {
  /// How many deadlines one tick takes.
  static let tickLimit = 1000

  /// The earliest deadline of what is open.
  mutating func nextDeadline() -> Moment? {
    while let first = deadlines.first {
      if stands(first) { return first.moment }
      deadlines.drop()
    }
    return nil
  }

  /// Whether a tick has something to do at a moment.
  public mutating func isTickDue(at moment: Moment) -> Bool {
    guard let next = nextDeadline() else { return false }
    return next <= moment
  }

  /// Whether a deadline is still that of something open.
  private func stands(_ deadline: Deadline) -> Bool {
    switch deadline.kind {
    case .hold: holds[HoldID(deadline.number)]?.deadline == deadline.moment
    case .freeze: until(of: FreezeID(deadline.number)) == deadline.moment
    case .lease: leases[LeaseID(deadline.number)]?.until == deadline.moment
    }
  }

  mutating func tick() throws(Refusal) {
    var count = 0
    while count < Self.tickLimit, let next = nextDeadline(), next <= context.moment,
      let deadline = deadlines.first
    {
      deadlines.take()
      switch deadline.kind {
      case .hold: try unhold(HoldID(deadline.number), .expired)
      case .freeze: try unfreeze(FreezeID(deadline.number))
      case .lease: try endLease(LeaseID(deadline.number))
      }
      count += 1
    }
    if count == 0 { throw refusal(.nothingDue) }
  }

  /// Throws away deadlines that hold no more once they are many; only between commands, since a refusal may
  /// bring back what the command closed.
  mutating func tidyDeadlines() {
    let count = holds.count + freezes.count + freezeWaits.count + leases.count
    if deadlines.count <= 2 * count + 1024 { return }
    var open = holds.unordered.map { Deadline(moment: $0.deadline, kind: .hold, number: $0.id.number) }
    for freeze in freezes.unordered {
      if let until = freeze.until {
        open.append(Deadline(moment: until, kind: .freeze, number: freeze.id.number))
      }
    }
    for wait in freezeWaits.unordered {
      if let until = wait.until {
        open.append(Deadline(moment: until, kind: .freeze, number: wait.key.freeze.number))
      }
    }
    open += leases.unordered.map { Deadline(moment: $0.until, kind: .lease, number: $0.id.number) }
    deadlines.replace(by: open)
  }
}
