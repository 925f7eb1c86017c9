internal import Law
internal import RegistryDesk
internal import Reports
internal import Serving

/// A statement is some kilobytes; one of a busy account some hundred.
private let mostBytes = 2 << 20

extension PublicPages {
  /// Takes a signed statement, without log-in.
  func checkPage(_ frame: PageFrame, status: Int = 200, _ answer: [Markup] = []) -> HTTPResponse {
    let title = frame.say("查验签名文件", "Check a signed document")
    let form = tag(
      "form", ["method": "post", "action": "/check", "class": "check"],
      tag(
        "label", ["for": "statement"],
        .text(frame.say("粘贴对账单或证书的全文，或选一个文件：", "Paste the whole statement or certificate, or choose a file:"))
      ),
      tag(
        "textarea",
        ["id": "statement", "name": "statement", "rows": "10", "required": "", "spellcheck": "false"]),
      tag("input", ["type": "hidden", "name": "lang", "value": frame.language.rawValue]),
      tag("p", ["class": "controls"], file("statement", frame)),
      withdrawnPart(frame),
      tag("p", ["class": "controls"], tag("button", ["type": "submit"], .text(frame.say("查验", "Check")))))
    return frame.page(
      title, scripts: ["/assets/check.js"], status: status,
      [
        tag("h1", [:], .text(title)),
        paragraph(
          frame.say(
            "不需要登录，也不查登记簿：文件自带签名和每条记录到区块根的路径，改动一个字就不成立。",
            "No log-in, and the registry is not asked: the document has its signature and the way of each "
              + "entry to the root of its block; one changed letter breaks it.")),
      ] + answer + [form])
  }

  /// A button that puts a file into a field.
  private func file(_ field: String, _ frame: PageFrame) -> Markup {
    tag(
      "label", ["class": "file"], .text(frame.say("选文件 ", "Choose a file ")),
      tag(
        "input",
        ["type": "file", "id": field + "-file", "data-field": field, "accept": ".json,application/json"]))
  }

  /// Where a list of withdrawn statements can be added; this registry's own is looked up by itself.
  private func withdrawnPart(_ frame: PageFrame) -> Markup {
    tag(
      "details", ["class": "withdrawn"],
      tag("summary", [:], .text(frame.say("另附撤回名单（可不填）", "Add a list of withdrawn documents (optional)"))),
      tag(
        "label", ["for": "withdrawn"],
        .text(
          frame.say(
            "签名人公布的撤回名单全文；不附则用本登记簿自己的名单，如有：",
            "The list that the signer publishes; else this registry's own, if it has one:"))
      ),
      tag("textarea", ["id": "withdrawn", "name": "withdrawn", "rows": "4", "spellcheck": "false"]),
      tag("p", ["class": "controls"], file("withdrawn", frame)))
  }

  /// Says whether the statement in a form holds, with the first difference if not.
  func checked(_ request: HTTPRequest) -> HTTPResponse {
    let form = request.body.count <= mostBytes * 3 ? request.form : nil
    let text = form?.first { $0.name == "statement" }?.value ?? ""
    let language = form?.first { $0.name == "lang" }.flatMap { Language(rawValue: $0.value) }
    let frame = PageFrame(language: language ?? PageFrame(request).language, address: "/check")
    let list = form?.first { $0.name == "withdrawn" }?.value ?? ""
    guard form != nil, text.utf8.count <= mostBytes, list.utf8.count <= mostBytes else {
      return checkPage(
        frame, status: 413, [verdict(false, [frame.say("文件太大，最多 2 MB。", "Too large: 2 MB at most.")], frame)])
    }
    let found = StatementCheck(
      signed(text), keys: keys(), withdrawn: list.allSatisfy(\.isWhitespace) ? withdrawn() : signed(list))
    return checkPage(
      frame, status: found.isSound ? 200 : 422,
      [verdict(found.isSound, found.lines(in: frame.language), frame)])
  }

  /// A field of a form brings line ends of its own; a signed document is one line with one line's end.
  private func signed(_ text: String) -> [UInt8] {
    var lines = text.split(whereSeparator: \.isNewline)
    while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private func verdict(_ isSound: Bool, _ lines: [String], _ frame: PageFrame) -> Markup {
    tag(
      "section", ["class": isSound ? "verdict sound" : "verdict broken", "role": "status"],
      [
        tag(
          "h2", [:],
          .text(isSound ? frame.say("✓ 成立", "✓ It holds") : frame.say("✗ 不成立", "✗ It does not hold")))
      ]
        + lines.map(paragraph))
  }
}
