public import Law
internal import Quantities

extension AccountLife {
  /// The name and edition of the format of `life.json`.
  public static let format = "shanshui-life/1"

  /// The life as JSON; `canonical()` of it is the content of `life.json`.
  public func json() -> JSONValue {
    .object([
      ("format", .string(Self.format)),
      ("steps", jsonList(steps) { .object($0.members + [("digest", .string($0.digest))]) }),
    ])
  }

  /// Reads a life from the JSON that ``json()`` gives. The chain is not looked at.
  ///
  /// - Throws: ``AccountFormatError`` with the place inside the document.
  public init(json: JSONValue) throws(AccountFormatError) {
    let fields = JSONFields(json, path: "")
    try fields.checkFormat(Self.format)
    self.init(steps: try fields.list("steps", LifeStep.init(_:)))
  }
}

extension LifeStep {
  /// What its digest is taken of: everything but the digest itself.
  public var sealed: JSONValue { .object(members) }

  var members: [(String, JSONValue)] {
    [
      ("number", .number(Double(number))), ("act", .string(act.rawValue)), ("person", .string(person.name)),
      ("organisation", .string(person.organisation)), ("role", .string(person.role)),
      ("day", .string(day.description)), ("text", .string(text)),
      ("remark", remark.map { .number(Double($0)) } ?? .null), ("account", .string(account)),
      ("link", link?.json ?? .null), ("before", .string(before)),
    ]
  }

  init(_ fields: JSONFields) throws(AccountFormatError) {
    let (act, day) = (try fields.text("act"), try fields.text("day"))
    guard let act = LifeAct(rawValue: act) else { throw fields.unreadable("act", "没有这样的步骤 \(act)") }
    guard let day = try? Day(parsing: day) else { throw fields.unreadable("day", "不是日期 \(day)") }
    self.init(
      number: try fields.whole("number"), act: act,
      person: LifePerson(
        name: try fields.text("person"), organisation: try fields.text("organisation"),
        role: try fields.text("role")),
      day: day, text: try fields.text("text"), remark: try fields.optionalWhole("remark"),
      account: try fields.text("account"),
      link: try fields.optional("link") { fields throws(AccountFormatError) in try LifeLink(fields) },
      before: try fields.text("before"), digest: try fields.text("digest"))
  }
}

extension LifeLink {
  var json: JSONValue {
    .object([
      ("account", .string(account)), ("region", .string(region)), ("year", .number(Double(year))),
      ("pack", .string(pack)), ("edition", .string(edition)),
    ])
  }

  init(_ fields: JSONFields) throws(AccountFormatError) {
    self.init(
      account: try fields.text("account"), region: try fields.text("region"),
      year: try fields.whole("year"), pack: try fields.text("pack"), edition: try fields.text("edition"))
  }
}
