internal import Actions
internal import Journal
internal import Law
internal import Ledger
internal import Parties
internal import Quantities
internal import Store

/// A table of texts, as terminals, CSV and workbooks show it.
public struct Listing: Hashable, Sendable {
  public let head: [String]
  public let rows: [[String]]

  /// A table of its parts.
  public init(head: [String], rows: [[String]]) { (self.head, self.rows) = (head, rows) }

  /// Lines with columns under each other.
  public var lines: [String] {
    let all = [head] + rows
    let widths = head.indices.map { column in all.map { $0[column].displayWidth }.max() ?? 0 }
    return all.map { row in
      zip(row, widths).map { $0 + String(repeating: " ", count: max(0, $1 - $0.displayWidth)) }
        .joined(separator: "  ")
    }
  }

  /// An array of objects, the English words of the heads as keys.
  public var json: String {
    let keys = head.map { $0.split(separator: " ").dropFirst().joined(separator: "_") }
    let items = rows.map { row in JSONValue.object(zip(keys, row).map { ($0, .string($1)) }) }
    return JSONValue.array(items).canonical()
  }

  /// Comma-separated lines (RFC 4180) with the mark by which Excel knows UTF-8.
  public var csv: String {
    "\u{feff}"
      + ([head] + rows).map { row in
        row.map { text in
          text.contains { ",\"\r\n".contains($0) }
            ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
        }.joined(separator: ",") + "\r\n"
      }.joined()
  }
}

extension String {
  /// Columns that the text takes on a terminal: Chinese characters take two.
  fileprivate var displayWidth: Int {
    unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2e80 ? 2 : 1) }
  }
}

extension Names {
  /// What accounts have: one account, or all.
  public func balances(of code: String?) throws(DeskRefusal) -> Listing {
    var accounts: [Account] = []
    if let code {
      accounts = [try account(code)]
    } else {
      accounts = world.book.accounts.unordered.sorted { $0.id < $1.id }
    }
    let lots = world.book.lots.unordered.sorted { $0.id < $1.id }
    var rows: [[String]] = []
    for account in accounts {
      for lot in lots {
        let holding = world.book.holding(account.id, lot.id)
        for state in LotState.live + LotState.dead where holding[state] != 0 {
          rows.append([
            account.code, lot.terms.code, Self.label(of: state), text(holding[state], of: lot),
            unit(of: lot)?.symbol ?? "",
          ])
        }
      }
    }
    return Listing(
      head: ["账户 account", "批次 lot", "状态 state", "数量 amount", "单位 unit"], rows: rows)
  }

  /// What waits for whom.
  public func proposals() -> Listing {
    let rows = world.directory.waitingProposals.compactMap { world.directory.proposal($0) }.map { proposal in
      [
        "\(proposal.number)", proposal.action, code(of: proposal.person), code(of: proposal.organisation),
        proposal.eyes.roles.map(\.description).joined(separator: " / "), "\(proposal.lapses.day)",
      ]
    }
    return Listing(
      head: ["提案 proposal", "操作 action", "提案人 by", "单位 for", "待复核 waits for", "失效 lapses"], rows: rows)
  }

  func code(of party: UInt32) -> String { world.directory.party(party)?.code ?? "–" }

  /// A state in both languages.
  static func label(of state: LotState) -> String {
    let chinese =
      switch state {
      case .origin: "来源"
      case .potential: "潜在"
      case .available: "可用"
      case .held: "预留"
      case .pledged: "质押"
      case .frozen: "冻结"
      case .buffer: "缓冲"
      case .leased: "出租"
      case .retired: "已核销"
      case .expired: "已失效"
      case .cancelled: "已注销"
      case .converted: "折算"
      }
    return "\(chinese) \(state)"
  }

  /// A movement in both languages.
  static func label(of movement: Movement) -> String {
    let chinese =
      switch movement {
      case .issue: "签发"
      case .release: "释放"
      case .hold: "预留"
      case .unhold: "解除预留"
      case .settle: "交割"
      case .pledge: "质押"
      case .freeze: "司法冻结"
      case .lease: "出租"
      case .discharge: "解除质押"
      case .unfreeze: "解冻"
      case .endLease: "退租"
      case .enforce: "实现质权"
      case .seize: "司法扣划"
      case .transfer: "划转"
      case .convert: "折算"
      case .retire: "核销"
      case .expire: "失效"
      case .cancel: "注销"
      case .reverse: "冲正"
      }
    return "\(chinese) \(movement)"
  }
}
