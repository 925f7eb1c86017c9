public import Journal
internal import Ledger
public import Parties

extension World {
  /// Why an action could not be done, now or ever: what is asked is wrong in itself, and approving it would
  /// change nothing. Nothing changes here; the tables that the action touches are copied for the trial.
  public func lastingRefusal(of action: any Action, for caller: Caller, as place: EntryPlace) -> Refusal? {
    var trial = self
    do {
      _ = try ProposedAction(action.bytes).perform(in: &trial, for: caller, as: place)
      return nil
    } catch {
      let isLasting =
        LedgerRefusal(rawValue: error.number)?.isLasting ?? PartyRefusal(error)?.isLasting ?? false
      return isLasting ? error : nil
    }
  }
}

extension LedgerRefusal {
  /// Whether no later state lets the same operation happen.
  fileprivate var isLasting: Bool {
    switch self {
    case .chainLength, .text, .listLength, .outOfRange, .notPositive, .sameAccount, .noSuchMovement,
      .stateNotAllowed, .offStep, .notTransferable, .notSerialised, .convertsToNothing, .unbalanced:
      true
    default: false
    }
  }
}

extension PartyRefusal {
  /// Whether no later state lets the same request happen.
  fileprivate var isLasting: Bool {
    switch self {
    case .badText, .badCode, .codeIsIdentity, .badLimit, .endBeforeStart, .sameAccount: true
    default: false
    }
  }
}
