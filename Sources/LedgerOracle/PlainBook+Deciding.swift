/// What became of a command.
public enum PlainVerdict: Hashable, Sendable {
  case done([PlainFact])
  case refused(PlainRefusal)
}

extension PlainBook {
  /// Decides a command: all of its operations happen, or nothing does.
  public mutating func decide(_ chain: [PlainOperation], _ context: PlainContext) -> PlainVerdict {
    var trial = self
    do throws(PlainRefusal) {
      try trial.checkChain(chain, context)
      var facts: [PlainFact] = []
      for (step, operation) in chain.enumerated() {
        do throws(PlainRefusal) { facts += try trial.perform(operation, context) } catch {
          throw PlainRefusal(error.number, error.figures, names: error.names, step: step)
        }
      }
      self = trial
      return .done(facts)
    } catch { return .refused(error) }
  }

  private func checkChain(_ chain: [PlainOperation], _ context: PlainContext) throws(PlainRefusal) {
    let isTick = chain == [.tick]
    if chain.isEmpty || chain.count > 256 || (chain.contains(.tick) && !isTick) {
      throw PlainRefusal(2001, [Int64(chain.count)])
    }
    if !isTick, let earliest = deadlines().first, earliest.moment <= context.moment {
      throw PlainRefusal(2002, [earliest.moment])
    }
  }

  private mutating func perform(
    _ operation: PlainOperation, _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainFact] {
    switch operation {
    case .openUnit, .openAccount, .openLot, .setStatus, .setFloor: try performOpening(operation)
    case .issue, .release, .transfer, .post, .split, .convert, .retire, .void:
      try performMoving(operation, context)
    case .hold, .settle, .unhold, .lease, .endLease, .tick: try performTerm(operation, context)
    case .pledge, .pledgeAgain, .discharge, .enforce: try performPledge(operation, context)
    case .freeze, .queueFreeze, .prolong, .unfreeze, .seize: try performFreeze(operation, context)
    case .setCounter, .count, .claim, .withdraw, .useReference, .reverse:
      try performRecord(operation, context)
    }
  }

  func needAccount(_ number: UInt32) throws(PlainRefusal) {
    if number == 0 || Int(number) > accounts.count { throw PlainRefusal(2021, [Int64(number)]) }
  }

  func needLot(_ number: UInt32) throws(PlainRefusal) {
    if number == 0 || Int(number) > lots.count { throw PlainRefusal(2022, [Int64(number)]) }
  }

  func needCode(_ text: String, _ name: String) throws(PlainRefusal) {
    let bytes = Array(text.utf8)
    let isCode = bytes.count >= 1 && bytes.count <= 64 && bytes.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    if !isCode { throw PlainRefusal(2010, [Int64(bytes.count)], names: [name]) }
  }

  func needWords(_ text: String, _ name: String, required: Bool = false) throws(PlainRefusal) {
    let bytes = Array(text.utf8)
    let areWords = bytes.count <= 512 && bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    if !areWords || (required && bytes.isEmpty) {
      throw PlainRefusal(2010, [Int64(bytes.count)], names: [name])
    }
  }

  func needList(_ count: Int, _ range: ClosedRange<Int> = 1...256) throws(PlainRefusal) {
    if !range.contains(count) { throw PlainRefusal(2011, [Int64(count)]) }
  }

  func need(_ condition: Bool, _ name: String) throws(PlainRefusal) {
    if !condition { throw PlainRefusal(2012, names: [name]) }
  }

  /// Whether one text comes before another by its bytes.
  func ascends(_ first: String, _ second: String) -> Bool {
    Array(first.utf8).lexicographicallyPrecedes(Array(second.utf8))
  }
}
