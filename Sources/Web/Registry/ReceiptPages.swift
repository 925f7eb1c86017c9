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
      default: return try again(form, values, told(receipt), status: status(of: receipt))
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
  func told(_ receipt: Receipt) -> Markup {
    var parts: [Markup] = [outcome(of: receipt)]
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

  private func outcome(of receipt: Receipt) -> Markup {
    switch receipt.outcome {
    case .done: return notice(say("已办理", "Done"))
    case .proposed(let number):
      return tag(
        "p", ["class": "alert alert-info", "role": "status"],
        link(
          "/registry/proposals/\(number)",
          say("已成为提案 \(number)，等待另一单位复核", "Proposal \(number) waits for approval by another organisation")))
    case .refused(let refusal): return said(refusal, receipt.figures)
    case .conflict:
      return warning(say("此表单已用于另一请求，未作任何改动", "This form was used for another request; nothing changed"))
    case .failed: return warning(say("未发生，请稍后再试", "It did not happen; try again later"))
    case .unknown: return warning(say("结果不明，请稍后查看余额与明细", "Nobody can say whether it happened; look later"))
    }
  }

  /// A link that leaves this window alone: the form with what was typed cannot be come back to.
  private func aside(_ path: String, _ text: String) -> Markup {
    tag("a", ["href": path, "target": "_blank", "rel": "noopener"], .text(text))
  }

  /// A refusal: the reason, its figures, and the rule that says so.
  private func said(_ refusal: Refusal, _ figures: [Label]) -> Markup {
    let step = refusal.step > 0 ? say("第 \(refusal.step + 1) 步", "step \(refusal.step + 1)") + " · " : ""
    let reason = step + RefusalTexts.label(of: refusal)[language]
    let rules = adoptedLines.filter { refusal.names.contains($0.action) }.map { rule in
      aside("/registry/rules#line-" + rule.action, say("权限表", "table of rights") + " " + rule.action)
    }
    let clause = [
      aside("/registry/rules#rule-\(refusal.number)", say("规则 \(refusal.number)", "rule \(refusal.number)")),
      tag("code", [:], .text(RefusalTexts.code(of: refusal))),
    ]
    return tag(
      "div", ["class": "alert alert-danger", "role": "alert"],
      [tag("p", [:], tag("strong", [:], .text(say("不予办理：", "Refused: ") + reason)))]
        + (figures.isEmpty
          ? [] : [paragraph(figures.map { $0[language] }.joined(separator: say("，", ", ")))])
        + [
          tag(
            "p", ["class": "clause"],
            [.text(say("依据：", "By: "))] + (clause + rules).flatMap { [$0, .text(" ")] })
        ])
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
