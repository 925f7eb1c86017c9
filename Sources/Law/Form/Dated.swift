public import Quantities

/// Values of a rule, each from its day until the next one.
public struct Dated<Value: Hashable & Sendable>: Hashable, Sendable {
  /// What holds from a day on.
  public enum Content: Hashable, Sendable {
    case value(Value)
    /// The document leaves it open, with the reason; the region must give it.
    case open(why: String)
  }

  /// One value with its day and its source.
  public struct Entry: Hashable, Sendable {
    /// The first day on which it holds; nil means always.
    public let from: Day?
    public let content: Content
    public let source: Citation

    public init(from: Day?, content: Content, source: Citation) {
      self.from = from
      self.content = content
      self.source = source
    }
  }

  /// The entries by day; only the first can hold always.
  public let entries: [Entry]

  /// Puts entries together that are in the order of their days, without a day twice.
  ///
  /// - Returns: nil when they are not.
  public init?(_ entries: [Entry]) {
    let days = entries.map { $0.from?.number ?? Int32.min }
    guard zip(days, days.dropFirst()).allSatisfy({ $0 < $1 }), !entries.isEmpty else { return nil }
    self.entries = entries
  }

  /// The entry that holds on a day; nil before the first.
  public func inForce(on day: Day) -> Entry? {
    entries.last { $0.from.map { $0 <= day } ?? true }
  }
}

extension Reader {
  /// Dated values: a list in the order of the days, each with `from`, `value` or `open`, and `source`.
  ///
  /// - Parameters:
  ///   - extra: Keys that stand beside `value`.
  ///   - read: Reads the value of one entry.
  public func dated<Value>(extra: [String] = [], _ read: (Form) -> Value?) -> Dated<Value>? {
    guard let items = list() else { return nil }
    if items.isEmpty {
      report(
        .dates, Label(zh: "没有任何取值", en: "there is no value"),
        remedy: Label(
          zh: "写上取值；文件未定的写 open", en: "give a value; write open for what the document leaves open"))
      return nil
    }
    let entries: [(start: Start?, entry: Dated<Value>.Entry?)] = items.map { $0.entry(extra: extra, read) }
    guard areInOrder(items, entries.map(\.start)) else { return nil }
    let complete = entries.compactMap(\.entry)
    return complete.count == items.count ? Dated(complete) : nil
  }

  private func entry<Value>(
    extra: [String], _ read: (Form) -> Value?
  ) -> (start: Start?, entry: Dated<Value>.Entry?) {
    guard let form = form(required: ["source"], optional: ["from", "value", "open"] + extra) else {
      return (nil, nil)
    }
    let start = form.start()
    let source = form["source"]?.citation()
    var content: Dated<Value>.Content?
    switch form.oneOf(["value", "open"]) {
    case "value": content = read(form).map { .value($0) }
    case "open": content = form["open"]?.text().map { .open(why: $0) }
    default: break
    }
    guard let start, let content, let source else { return (start, nil) }
    return (start, Dated.Entry(from: start.day, content: content, source: source))
  }

  /// Notes days that stand twice or out of order.
  private func areInOrder(_ items: [Reader], _ starts: [Start?]) -> Bool {
    var last: Start?
    var isInOrder = true
    for case (let item, let start?) in zip(items, starts) {
      if let last, start <= last {
        isInOrder = false
        let place = item.node["from"].map { item.child($0, key: "from") } ?? item
        place.report(
          .dates,
          start == last
            ? Label(zh: "同一日期写了两次", en: "the same day stands twice")
            : Label(zh: "日期没有按先后排列", en: "the days are not in their order"),
          remedy: Label(zh: "按日期先后排列，每日一项，always 居首", en: "put the days in order, each once, always first"))
      }
      last = max(last ?? start, start)
    }
    return isInOrder
  }
}

/// The day from which a value holds.
private enum Start: Comparable {
  case always
  case from(Day)

  var day: Day? {
    if case .from(let day) = self { day } else { nil }
  }
}

extension Form {
  fileprivate func start() -> Start? {
    guard let from = self["from"] else {
      reader.report(
        .dates, Label(zh: "取值没有日期", en: "the value is undated"),
        remedy: Label(
          zh: "写 from: \"2022-01-01\"，一直有效的写 from: \"always\"",
          en: "write from: \"2022-01-01\", or from: \"always\""))
      return nil
    }
    if case .text("always") = from.node.value { return .always }
    return from.day().map { .from($0) }
  }
}
