public import Journal

/// Why something about parties and consent is refused, in the order of the checks.
///
/// The numbers and codes last; a number is never used again.
public enum PartyRefusal: UInt16, RefusalCode, Hashable, CaseIterable {
  // Who asks. Names: the action; figures: the person, the organisation.
  case unknownAction = 3001
  case unknownPerson = 3002
  case personSuspended = 3003
  case personExcluded = 3004
  case unknownOrganisation = 3005
  case organisationSuspended = 3006
  case organisationExcluded = 3007
  case notRepresentative = 3008
  case roleMissing = 3009

  // What is registered. Names: the text; figures: the party.
  case badText = 3020
  case badCode = 3021
  case codeIsIdentity = 3022
  case codeTaken = 3023
  case unknownParty = 3024
  case notPerson = 3025
  case notOrganisation = 3026
  case noIdentity = 3027
  case sameStatus = 3028
  case endBeforeStart = 3029
  case notGranted = 3030

  // Trusted accounts. Figures: the two accounts, or the year.
  case sameAccount = 3040
  case alreadyTrusted = 3041
  case notOnList = 3042
  case calendarGap = 3043

  // Limits. Figures: level, subject, quantity.
  case badLimit = 3050
  case noLimit = 3051
  case sameAdministration = 3052

  // Transfers. Figures: the accounts; the limit and what was asked.
  case notPositive = 3060
  case notTrusted = 3061
  case overLimit = 3062

  // Proposals. Figures: the proposal, then what stands against it.
  case notProposable = 3070
  case unknownProposal = 3071
  case proposalEnded = 3072
  case proposalLapsed = 3073
  case staleProposal = 3074
  case approverRoleMissing = 3079
  case proposerBarred = 3075
  case samePerson = 3076
  case sameOrganisation = 3077
  case notProposer = 3078

  public var number: UInt16 { rawValue }

  /// The lasting code: `parties.same-person`.
  public var code: String {
    var code = "parties."
    for character in String(describing: self) {
      code += character.isUppercase ? "-" + character.lowercased() : String(character)
    }
    return code
  }
}
