internal import Law

extension Account {
  /// What the account is of, where it is not gross ecosystem product; in the words of its pack.
  public struct Subject: Hashable, Sendable {
    public var title: Words
    /// The sum of all values.
    public var total: Words
    /// The class of the indicators.
    public var kind: Words
    /// What ecosystems are elsewhere.
    public var land: Words
    /// Whether values are what there is and not what comes in a year.
    public var isStock: Bool

    /// A text in both languages.
    public struct Words: Hashable, Sendable {
      public var zh: String
      public var en: String

      /// Both languages.
      public init(zh: String, en: String) { (self.zh, self.en) = (zh, en) }
    }
  }
}

extension Account.Subject {
  init(_ subject: AccountSubject) {
    func words(_ label: Label) -> Words { Words(zh: label.zh, en: label.en) }
    self.init(
      title: words(subject.title), total: words(subject.total), kind: words(subject.kind),
      land: words(subject.land), isStock: subject.isStock)
  }

  var json: JSONValue {
    .object([
      ("title", jsonLabel(title.zh, title.en)), ("total", jsonLabel(total.zh, total.en)),
      ("class", jsonLabel(kind.zh, kind.en)), ("land", jsonLabel(land.zh, land.en)),
      ("stock", .bool(isStock)),
    ])
  }

  init(_ fields: JSONFields) throws(AccountFormatError) {
    func words(_ key: String) throws(AccountFormatError) -> Words {
      let label = try fields.fields(key)
      return Words(zh: try label.text("zh"), en: try label.text("en"))
    }
    self.init(
      title: try words("title"), total: try words("total"), kind: try words("class"), land: try words("land"),
      isStock: try fields.flag("stock"))
  }
}
