public import Journal
internal import Quantities

extension Directory {
  /// The list of trusted accounts, and limits.
  func decideTrust(
    _ request: PartyRequest, by caller: Caller, rules: PartyRules
  ) throws(Refusal) -> PartyFact {
    switch request {
    case .trust(let account, let other):
      return try trust(other, by: account, at: caller.moment, rules: rules)
    case .distrust(let account, let other):
      let key = TrustedAccount.Key(account: account, other: other)
      guard trusted[key] != nil else {
        throw Refusal(PartyRefusal.notOnList, figures: [Int64(account), Int64(other)])
      }
      return .distrusted(key)
    case .setLimit(let key, let quantity): return try setLimit(key, to: quantity)
    case .administer(let account, let administration):
      if administration != 0 { try organisation(administration) }
      guard self.administration(of: account) != administration else {
        throw Refusal(
          PartyRefusal.sameAdministration, figures: [Int64(account), Int64(administration)])
      }
      return .administered(account: account, administration: administration)
    default: preconditionFailure("Only trust, limits and administrations come here.")
    }
  }

  private func trust(
    _ other: UInt32, by account: UInt32, at moment: Moment, rules: PartyRules
  ) throws(Refusal) -> PartyFact {
    guard account != other else { throw Refusal(PartyRefusal.sameAccount, figures: [Int64(account)]) }
    guard trusted[TrustedAccount.Key(account: account, other: other)] == nil else {
      throw Refusal(PartyRefusal.alreadyTrusted, figures: [Int64(account), Int64(other)])
    }
    do {
      let active = try rules.calendar.moment(rules.transfers.activation, after: moment)
      return .trusted(TrustedAccount(account: account, other: other, added: moment, active: active))
    } catch {
      throw Refusal(error)
    }
  }

  private func setLimit(_ key: QuantityLimit.Key, to quantity: Int64?) throws(Refusal) -> PartyFact {
    guard isCode(key.unit, atMost: 64, capitals: true), (key.level == .central) == (key.subject == 0),
      quantity ?? 0 >= 0
    else {
      throw Refusal(
        PartyRefusal.badLimit, figures: [Int64(key.level.rawValue), Int64(key.subject), quantity ?? 0])
    }
    guard quantity != nil || limits[key] != nil else {
      throw Refusal(
        PartyRefusal.noLimit, figures: [Int64(key.level.rawValue), Int64(key.subject)], names: [key.unit])
    }
    return .limitSet(key, quantity: quantity)
  }

  /// Whether one account trusts another at a moment: both of one holder, or on the list and active there.
  public func isTrusted(_ question: TransferQuestion, at moment: Moment) -> Bool {
    if question.holder == question.otherHolder { return true }
    return trustedAccount(question.to, by: question.from).map { $0.active <= moment } ?? false
  }

  /// The lowest of the limits that the registry, the administration and the account have for a unit.
  public func lowestLimit(for question: TransferQuestion) -> QuantityLimit? {
    let subjects: [(QuantityLimit.Level, UInt32)] = [
      (.central, 0), (.national, question.administration), (.account, question.from),
    ]
    return subjects.compactMap { level, subject in
      limits[QuantityLimit.Key(level: level, subject: subject, unit: question.unit)]
    }.min { $0.quantity < $1.quantity }
  }

  /// When a transfer may happen.
  ///
  /// - Throws: ``PartyRefusal/notPositive``, ``PartyRefusal/notTrusted``, ``PartyRefusal/overLimit`` or
  ///   ``PartyRefusal/calendarGap``, in this order.
  public func time(
    of question: TransferQuestion, at moment: Moment, rules: PartyRules
  ) throws(Refusal) -> TransferTime {
    let rule = rules.transfers
    guard question.quantity > 0 else {
      throw Refusal(PartyRefusal.notPositive, figures: [question.quantity], names: [question.unit])
    }
    let isTrusted = isTrusted(question, at: moment)
    guard isTrusted || rule.offList != .refused else {
      throw Refusal(PartyRefusal.notTrusted, figures: [Int64(question.from), Int64(question.to)])
    }
    if !question.isExempt, rule.limited == .every || !isTrusted, let limit = lowestLimit(for: question),
      limit.quantity < question.quantity
    {
      throw Refusal(
        PartyRefusal.overLimit,
        figures: [limit.quantity, question.quantity, Int64(limit.key.level.rawValue)],
        names: [question.unit])
    }
    do {
      return try isTrusted
        ? rule.trustedTime(at: moment, rules.calendar) : rule.offListTime(at: moment, rules.calendar)
    } catch {
      throw Refusal(error)
    }
  }
}

extension Refusal {
  fileprivate init(_ gap: CalendarGap) {
    self.init(PartyRefusal.calendarGap, figures: [Int64(gap.year)])
  }
}

extension TransferRule {
  /// At once inside the hours of a working day (the last minute does not count), otherwise at the next
  /// opening.
  func trustedTime(at moment: Moment, _ calendar: WorkCalendar) throws(CalendarGap) -> TransferTime {
    let midnight = Moment(startOf: moment.day)
    let opening = midnight.adding(milliseconds: Int64(opens) * 60_000)
    if try calendar.isWorking(moment.day) {
      if moment < opening { return .later(opening) }
      if moment < midnight.adding(milliseconds: Int64(closes) * 60_000) { return .atOnce }
    }
    let next = try calendar.day(workingDays: 1, after: moment.day)
    return .later(Moment(startOf: next).adding(milliseconds: Int64(opens) * 60_000))
  }

  func offListTime(at moment: Moment, _ calendar: WorkCalendar) throws(CalendarGap) -> TransferTime {
    switch offList {
    case .refused: preconditionFailure("A refused transfer has no time.")
    case .interval(let milliseconds): return .later(moment.adding(milliseconds: milliseconds))
    case .delayed(let cutoff, let before, let after):
      let end = Moment(startOf: moment.day).adding(milliseconds: Int64(cutoff) * 60_000)
      let isEarly = try calendar.isWorking(moment.day) && moment < end
      return .later(try calendar.moment(isEarly ? before : after, after: moment))
    }
  }
}
