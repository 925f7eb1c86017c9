internal import Journal
internal import Law
internal import Seals

/// What a list of withdrawn statements says of one statement.
struct Withdrawal {
  let label: Label
  /// Whether the statement holds no more, or the list cannot be believed.
  let isFault: Bool

  /// Looks a statement up.
  ///
  /// - Parameters:
  ///   - list: The signed list; `nil` when there is none.
  ///   - keys: Whose signatures are believed; with none, the list must be signed by the statement's own key.
  init(of statement: Statement, by list: [UInt8]?, keys: [KeyPeriod]) throws(StatementFault) {
    guard let list else {
      self.init(
        zh: "未核对撤回名单：可附上签名人公布的名单", en: "Not looked up among withdrawn ones: add the signer's list", false)
      return
    }
    let signed = try Statement(list, file: "")
    if !keys.isEmpty { try signed.check(against: TrustedKeys(periods: keys, roots: [])) }
    guard let withdrawn = WithdrawnStatements(signed.body) else {
      self.init(zh: "所附文件不是撤回名单", en: "The file added is no list of withdrawn statements", true)
      return
    }
    guard !keys.isEmpty || signed.key.id == statement.key.id else {
      self.init(zh: "所附撤回名单出自另一签名人", en: "The list added is another signer's", true)
      return
    }
    if let entry = withdrawn.entry(for: statement) {
      self.init(
        zh: "已于 \(entry.moment.day) 撤回：\(entry.reason)",
        en: "Withdrawn on \(entry.moment.day): \(entry.reason)",
        true)
    } else {
      self.init(
        zh: "不在撤回名单第 \(withdrawn.number) 期（\(signed.moment.day)）中",
        en: "Not in number \(withdrawn.number) of the list of withdrawn statements (\(signed.moment.day))",
        false)
    }
  }

  private init(zh: String, en: String, _ isFault: Bool) {
    (label, self.isFault) = (Label(zh: zh, en: en), isFault)
  }
}
