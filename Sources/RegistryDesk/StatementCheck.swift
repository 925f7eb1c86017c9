internal import Journal
public import Law
public import Seals

/// What is found of a signed document by itself, without the registry: whether its signature holds, whether
/// its story does, and whether its signer is known.
public struct StatementCheck: Sendable {
  /// What is wrong, the first difference first; empty when all is well.
  public let faults: [Label]
  /// What it says of itself; empty for one that cannot be read.
  public let facts: [Label]

  /// Whether nothing is wrong with it.
  public var isSound: Bool { faults.isEmpty }

  /// Checks a document.
  ///
  /// - Parameters:
  ///   - bytes: The document as it was given out, with its line's end.
  ///   - keys: Periods of the keys of those whose signatures are believed; with none, the signer is not
  ///     checked, and that is said.
  ///   - withdrawn: The signer's signed list of withdrawn statements; without it that is not checked, and
  ///     said.
  public init(_ bytes: [UInt8], keys: [KeyPeriod], withdrawn: [UInt8]? = nil) {
    do throws(StatementFault) {
      let statement = try Statement(bytes, file: "")
      if !keys.isEmpty { try statement.check(against: TrustedKeys(periods: keys, roots: [])) }
      let isAccount = statement.body["kind"] == .string("account")
      let differences = isAccount ? AccountStatement.faults(in: statement.body).map(Self.halves) : []
      let list = try Withdrawal(of: statement, by: withdrawn, keys: keys)
      faults = (list.isFault ? [list.label] : []) + differences
      facts = Self.facts(of: statement, isKnown: !keys.isEmpty) + [list.label]
    } catch {
      (facts, faults) = ([], [Self.halves(error.description)])
    }
  }

  /// What to tell: the faults, or what it says when there are none.
  public func lines(in language: Language) -> [String] {
    (isSound ? facts : faults).map { $0[language] }
  }

  private static func facts(of statement: Statement, isKnown: Bool) -> [Label] {
    var facts = [
      Label(
        zh: "签名成立（SM2-SM3），公钥 \(statement.key.id)",
        en: "The signature holds (SM2-SM3), key \(statement.key.id)"),
      Label(zh: "签署日 \(statement.moment.day)", en: "Signed \(statement.moment.day)"),
      isKnown
        ? Label(zh: "签名人是本登记簿", en: "Signed by this registry")
        : Label(
          zh: "未核对签名人：请与签发机构公布的公钥比对", en: "Who signed is not checked: compare the key with that published"),
    ]
    func text(_ key: String) -> String? {
      guard case .string(let text)? = statement.body[key], !text.isEmpty else { return nil }
      return text
    }
    for (key, label) in [
      ("registry", Label(zh: "登记簿", en: "Registry")), ("account", Label(zh: "账户", en: "Account")),
      ("owner", Label(zh: "户主", en: "Owner")), ("sequence", Label(zh: "至第几号记录", en: "Up to entry")),
    ] {
      guard let text = text(key) else { continue }
      facts.append(Label(zh: "\(label.zh)：\(text)", en: "\(label.en): \(text)"))
    }
    return facts + holdings(of: statement.body)
  }

  private static func holdings(of body: JSONValue) -> [Label] {
    guard case .array(let holdings)? = body["holdings"] else { return [] }
    return holdings.map { holding in
      func text(_ key: String) -> String {
        guard case .string(let text)? = holding[key] else { return "" }
        return text
      }
      let amount = "\(text("amount")) \(text("unit"))"
      return Label(zh: "持有 \(text("lot")) \(amount)", en: "Holds \(text("lot")) \(amount)")
    }
  }

  /// Both halves of a text in Chinese and English, in two lines or beside a dot.
  private static func halves(_ text: String) -> Label {
    let parts = text.split(separator: "\n").map(String.init)
    if parts.count == 2 { return Label(zh: parts[0], en: parts[1]) }
    guard let mark = text.firstRange(of: " · ") else { return Label(same: text) }
    return Label(zh: String(text[..<mark.lowerBound]), en: String(text[mark.upperBound...]))
  }
}
