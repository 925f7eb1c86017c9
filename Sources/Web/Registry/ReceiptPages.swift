internal import API
internal import Access
internal import Actions
internal import Journal
internal import Law
internal import Ledger
internal import Parties
internal import RegistryDesk
internal import Reports
internal import Serving
internal import Store

extension RegistryPage {
  /// Sends what a form has, and leads to the receipt; a refusal shows the form again with what was typed.
  func send(_ form: VerbForm) async throws -> HTTPResponse {
    let (visitor, desk) = try inside()
    var values = Dictionary(
      (request.form ?? []).map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    values["csrf"] = nil
    let seen = values.removeValue(forKey: "digest")
    guard let key = values.removeValue(forKey: "key").flatMap({ CommandKey($0) }) else {
      throw Bar.unreadable(Bar.foreignForm.label)
    }
    do {
      if form.word == "approve" { try checkSeen(seen, values["proposal"], visitor, desk) }
      let receipt = try await house.ask(Errand(form, values, key: key), for: visitor, at: desk)
      switch receipt.outcome {
      case .done, .proposed: return .seeOther("/registry/receipts/\(key)")
      default:
        return try again(
          form, values, told(receipt, of: values), status: status(of: receipt))
      }
    } catch let refusal as DeskRefusal {
      return try again(form, values, warning(refusal.message[language]), status: 400)
    }
  }

  /// The form again with what was typed; a decision leads back to its proposal.
  private func again(
    _ form: VerbForm, _ values: [String: String], _ problem: Markup, status: Int
  ) throws -> HTTPResponse {
    guard form.group == VerbForm.consent else { return try ask(form, values, problem, status: status) }
    let back = "/registry/proposals/" + URLEncoding.encode(values["proposal"] ?? "")
    return show(
      form.summary[language], status: status, [problem, link(back, say("回到提案", "Back to the proposal"))])
  }

  /// What is approved must be what the page showed.
  private func checkSeen(_ digest: String?, _ number: String?, _ visitor: Visitor, _ desk: Desk) throws {
    guard let number = number.flatMap({ UInt32($0) }),
      let line = try house.proposal(number, for: visitor, at: desk), digest == "\(line.proposal.body)"
    else { throw Bar.nothing }
  }

  private func status(of receipt: Receipt) -> Int {
    switch receipt.outcome {
    case .done, .proposed: 200
    case .refused: 422
    case .conflict: 409
    case .failed, .unknown: 503
    }
  }

  func receipt(_ text: String) throws -> HTTPResponse {
    let (visitor, desk) = try inside()
    guard let key = CommandKey(text), let receipt = try house.fate(of: key, for: visitor, at: desk) else {
      throw Bar.nothing
    }
    return show(say("回执", "Receipt"), [told(receipt)])
  }

  /// A receipt in words: what happened, what moved, and the balances that the visitor may see.
  ///
  /// - Parameter values: What was typed, where the receipt is shown beside it.
  func told(_ receipt: Receipt, of values: [String: String] = [:]) -> Markup {
    var parts: [Markup] = [outcome(of: receipt, values)]
    if let sequence = receipt.sequence {
      let moment = receipt.moment?.shown ?? ""
      parts.append(paragraph(say("第 \(sequence) 号记录，\(moment)", "Entry \(sequence), \(moment)")))
    }
    if !receipt.facts.isEmpty {
      parts.append(tag("ul", [:], receipt.facts.map { tag("li", [:], .text($0[language])) }))
    }
    if !receipt.moves.isEmpty { parts.append(moves(receipt.moves)) }
    return tag("section", ["class": "receipt"], parts)
  }

  private func outcome(of receipt: Receipt, _ values: [String: String]) -> Markup {
    switch receipt.outcome {
    case .done: return notice(say("已办理", "Done"))
    case .proposed(let number):
      return tag(
        "p", ["class": "alert alert-info", "role": "status"],
        link(
          "/registry/proposals/\(number)",
          say("已成为提案 \(number)，等待另一单位复核", "Proposal \(number) waits for approval by another organisation")))
    case .refused(let refusal):
      let label = RefusalTexts.label(of: refusal)[language]
      let figures = amounts(of: refusal, values) + refusal.names
      return warning(
        say("不予办理：", "Refused: ") + label
          + (figures.isEmpty ? "" : "（" + figures.joined(separator: ", ") + "）")
          + " · " + RefusalTexts.code(of: refusal)
          + say(" · 规则 \(refusal.number)", " · rule \(refusal.number)"))
    case .conflict:
      return warning(say("此表单已用于另一请求，未作任何改动", "This form was used for another request; nothing changed"))
    case .failed: return warning(say("未发生，请稍后再试", "It did not happen; try again later"))
    case .unknown: return warning(say("结果不明，请稍后查看余额与明细", "Nobody can say whether it happened; look later"))
    }
  }

  /// The figures of a refusal: what there is and what was asked in the lot's own unit where it says so.
  private func amounts(of refusal: Refusal, _ values: [String: String]) -> [String] {
    let plain = refusal.figures.map(String.init)
    guard refusal.number == LedgerRefusal.short.number, let code = values["lot"], let desk = house.desk else {
      return plain
    }
    let texts = try? desk.read { names in
      let lot = try names.lot(code)
      return refusal.figures.map { names.text($0, of: lot) }
    }
    return texts ?? plain
  }

  private func moves(_ moves: [MoveLine]) -> Markup {
    func end(_ end: MoveLine.End) -> Markup {
      .text([end.account?.code, end.state.label[language]].compactMap { $0 }.joined(separator: " · "))
    }
    func after(_ end: MoveLine.End) -> Markup {
      let isSeen =
        end.account.map { account in visitor.map { house.may($0, see: account) } ?? false } ?? false
      return .text(isSeen ? end.after : "")
    }
    return table(
      [
        say("变动", "What"), say("批次", "Lot"), say("数量", "Amount"), say("从", "From"), say("其后余额", "Left"),
        say("到", "To"), say("其后余额", "Then"),
      ],
      moves.map { move in
        [
          .text(move.movement.label[language]), .text(move.lot), .text(move.amount + " " + move.symbol),
          end(move.from), after(move.from), end(move.to), after(move.to),
        ]
      }, figures: [2, 4, 6])
  }
}
