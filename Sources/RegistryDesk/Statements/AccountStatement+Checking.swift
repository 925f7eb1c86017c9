internal import Journal
public import Law
internal import Ledger
internal import Seals

extension AccountStatement {
  /// Whether a statement's body holds together: each entry belongs to its block, the balances follow from
  /// each other without a gap, and end at the holdings that are stated.
  ///
  /// - Returns: What is wrong, the first difference first; empty when all is well.
  public static func faults(in body: JSONValue) -> [String] {
    guard case .string("account")? = body["kind"], let number = body["account_number"]?.word,
      let account = UInt32(number), case .array(let proofs)? = body["entries"],
      case .array(let holdings)? = body["holdings"]
    else { return ["不是账户对账单 · this is no statement of an account"] }
    var running: [Key: Int64] = [:]
    var faults: [String] = []
    for (index, proof) in proofs.enumerated() {
      guard let entry = entry(of: proof) else {
        faults.append("第 \(index + 1) 条记录与其区块不符 · entry \(index + 1) does not belong to its block")
        continue
      }
      for fact in entry.facts {
        guard let known = try? LedgerFact(fact), case .posted(let posting) = known else { continue }
        for move in posting.moves {
          if !follow(move, of: AccountID(account), &running) {
            faults.append("第 \(entry.sequence) 号记录前后余额不接 · balances do not follow at entry \(entry.sequence)")
          }
        }
      }
    }
    if !ends(running, at: holdings) {
      faults.append("所列余额与记录不符 · the holdings do not follow from the entries")
    }
    return faults
  }

  /// Which lot in which state: the balance beside a move is that of all holds, pledges, freezes and leases.
  private struct Key: Hashable {
    let lot: UInt32
    let state: LotState
  }

  private static func entry(of proof: JSONValue) -> Entry? {
    guard let header = proof["header"]?.word.flatMap({ bytes(hexadecimal: $0) }),
      let block = try? BlockHeader(header[...]), let place = proof["place"]?.word.flatMap({ Int($0) }),
      let entry = proof["entry"]?.word.flatMap({ bytes(hexadecimal: $0) }),
      case .array(let path)? = proof["path"]
    else { return nil }
    let digests = path.compactMap { $0.word.flatMap { Digest($0) } }
    let root = EntryTree.root(
      of: entry, at: place, count: Int(block.count), path: digests, hash: .sm3)
    guard root == block.root, let read = try? Entry(entry[...]),
      read.sequence == block.firstSequence + UInt64(place)
    else { return nil }
    return read
  }

  private static func follow(_ move: Move, of account: AccountID, _ running: inout [Key: Int64]) -> Bool {
    var fits = true
    for (place, after, change) in [
      (move.from, move.fromAfter, -move.quantity), (move.to, move.toAfter, move.quantity),
    ] where place.account == account {
      let key = Key(lot: move.lot.number, state: place.state)
      let (sum, isOver) = running[key, default: 0].addingReportingOverflow(change)
      if isOver || sum != after { fits = false }
      running[key] = after
    }
    return fits
  }

  private static func ends(_ running: [Key: Int64], at holdings: [JSONValue]) -> Bool {
    var sums = running.filter { $0.value != 0 }
    for holding in holdings {
      guard let lot = holding["lot_number"]?.word.flatMap({ UInt32($0) }),
        let state = LotState.allCases.first(where: { "\($0)" == holding["state"]?.word }),
        let parts = holding["parts"]?.word.flatMap({ Int64($0) }),
        sums.removeValue(forKey: Key(lot: lot, state: state)) == parts
      else { return false }
    }
    return sums.isEmpty
  }
}

extension JSONValue {
  fileprivate var word: String? { if case .string(let text) = self { text } else { nil } }
}
