public import Journal

/// Why the book refused an operation. docs/ledger.md says which figures and names each carries.
///
/// The numbers are lasting. The order of the checks of each operation stands in docs/ledger.md.
public enum LedgerRefusal: UInt16, RefusalCode, Hashable, CaseIterable {
  case chainLength = 2001
  case tickDue = 2002
  case text = 2010
  case listLength = 2011
  case outOfRange = 2012
  case codeTaken = 2013
  case noUnit = 2020
  case noAccount = 2021
  case noLot = 2022
  case noHold = 2023
  case holdClosed = 2024
  case noPledge = 2025
  case pledgeClosed = 2026
  case noLien = 2027
  case noFreeze = 2028
  case freezeClosed = 2029
  case noLease = 2030
  case leaseClosed = 2031
  case noCounter = 2032
  case noClaim = 2033
  case claimClosed = 2034
  case freezeWaiting = 2035
  case notPositive = 2040
  case sameAccount = 2041
  case noSuchMovement = 2042
  case stateNotAllowed = 2043
  case offStep = 2044
  case notTransferable = 2045
  case accountClosed = 2046
  case accountSuspended = 2047
  case accountFrozen = 2048
  case lotExpired = 2049
  case lotNotExpired = 2050
  case notSerialised = 2051
  case serialsElsewhere = 2052
  case short = 2054
  case overflow = 2055
  case scattered = 2056
  case unbalanced = 2060
  case statusUnchanged = 2061
  case accountNotEmpty = 2062
  case floorBelowUnit = 2063
  case referenceNeeded = 2064
  case referenceUsed = 2065
  case noRemainderAccount = 2066
  case convertsToNothing = 2067
  case overSettled = 2068
  case overLien = 2069
  case behindSenior = 2070
  case overCap = 2071
  case underFloor = 2072
  case stale = 2073
  case notReversible = 2074
  case alreadyReversed = 2075
  case nothingDue = 2076
  case full = 2099

  public var number: UInt16 { rawValue }

  /// `ledger.` and the name with hyphens: `ledger.account-closed`.
  public var code: String {
    var code = "ledger."
    for letter in "\(self)" { code += letter.isUppercase ? "-" + letter.lowercased() : String(letter) }
    return code
  }
}
