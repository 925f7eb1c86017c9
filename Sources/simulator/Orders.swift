/// What the program was told to do.
struct Orders {
  var seeds: UInt64 = 1_000
  var from: UInt64 = 1
  var threads = 4
  /// One seed only.
  var seed: UInt64?
  /// Whether each step is printed before it is taken.
  var isPrinted = false
  /// Whether what was counted is printed by refusal and operation.
  var isDetailed = false
  /// Whether every refusal and operation must have been met.
  var mustReach = false
  /// Whether a failure is only named, not shrunk.
  var isBrief = false

  static let help = """
    simulator: seeded runs of the ledger on a disk that fails, beside an oracle that decides the same
      --seeds N      how many seeds (1000)
      --from S       the first seed (1)
      --threads T    how many at the same time (4)
      --detail       refusals and operations, counted
      --reach        fails when some refusal or operation never occurred
      --brief        a failure is named and not shrunk
      --seed S       one seed; if it fails, the shortest list of steps that still does
      --print        with --seed: each step before it is taken
    Ends with 0 when every seed held, 1 when one failed, 2 when the orders are wrong.
    """

  /// Reads the words behind the program's name; `nil` when one means nothing.
  init?(_ words: [String]) {
    var words = words[...]
    while let word = words.popFirst() {
      switch word {
      case "--print": isPrinted = true
      case "--reach": mustReach = true
      case "--brief": isBrief = true
      case "--detail": isDetailed = true
      case "--seeds", "--from", "--threads", "--seed":
        guard let number = words.popFirst().flatMap({ UInt64($0) }) else { return nil }
        switch word {
        case "--seeds": seeds = number
        case "--from": from = number
        case "--threads": threads = max(1, Int(clamping: number))
        default: seed = number
        }
      default: return nil
      }
    }
  }
}
