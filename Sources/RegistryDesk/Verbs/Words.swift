internal import Foundation
public import Journal
public import Quantities

/// The words behind a verb, sorted into operands and options, and read one by one.
public struct Words {
  public let operands: [String]
  private let options: [String: String]
  private let flags: Set<String>

  /// Words as the command line sorted them.
  public init(operands: [String], options: [String: String], flags: Set<String>) {
    (self.operands, self.options, self.flags) = (operands, options, flags)
  }

  /// An option's value.
  public subscript(option: String) -> String? { options[option] }

  /// The names of all options and flags that stand there.
  var optionNames: Set<String> { flags.union(options.keys) }

  /// Whether a flag stands there.
  public func has(_ flag: String) -> Bool { flags.contains(flag) }

  /// The operand at a place.
  public func operand(_ place: Int, _ name: String) throws(DeskRefusal) -> String {
    guard place < operands.count else {
      throw DeskRefusal(zh: "缺少 \(name)", en: "\(name) is missing")
    }
    return operands[place]
  }

  /// Refuses operands behind the last one that a verb knows.
  public func end(after count: Int) throws(DeskRefusal) {
    guard operands.count <= count else {
      throw DeskRefusal(zh: "多出“\(operands[count])”", en: "there is a word too many: \(operands[count])")
    }
  }

  /// A whole number among the operands.
  public func number<Value: FixedWidthInteger>(
    _ place: Int, _ name: String, as type: Value.Type = Value.self
  ) throws(DeskRefusal) -> Value {
    let text = try operand(place, name)
    guard let value = Value(text) else {
      throw DeskRefusal(zh: "\(name) 应为整数，不是“\(text)”", en: "\(name) is a whole number, not \(text)")
    }
    return value
  }

  /// An option that must be there.
  public func required(_ option: String) throws(DeskRefusal) -> String {
    guard let value = options[option] else {
      throw DeskRefusal(zh: "请用 \(option) 写明", en: "say it by \(option)")
    }
    return value
  }

  /// A whole number of an option.
  public func number(_ option: String, least: Int64) throws(DeskRefusal) -> Int64? {
    guard let text = options[option] else { return nil }
    guard let value = Int64(text), value >= least else {
      throw DeskRefusal(
        zh: "\(option) 应为不小于 \(least) 的整数", en: "\(option) is a whole number of at least \(least)")
    }
    return value
  }

  /// The first of the serials that are wanted, by `--first`; 0 for the lowest.
  public func firstSerial() throws(DeskRefusal) -> Int64 { try number("--first", least: 1) ?? 0 }

  /// A day of an option.
  public func day(_ option: String) throws(DeskRefusal) -> Day? {
    guard let text = options[option] else { return nil }
    guard let day = try? Day(parsing: text) else {
      throw DeskRefusal(zh: "\(option) 写成 2026-03-31 的形式", en: "write \(option) like 2026-03-31")
    }
    return day
  }

  /// A day that must be there.
  public func requiredDay(_ option: String) throws(DeskRefusal) -> Day {
    if let day = try day(option) { return day }
    throw DeskRefusal(zh: "请用 \(option) 写明日期", en: "say the day by \(option)")
  }

  /// The moment of an option: a day (its beginning in China), or a time like `2026-03-31T10:00:00+08:00`.
  public func moment(_ option: String) throws(DeskRefusal) -> Moment? {
    guard let text = options[option] else { return nil }
    if let day = try? Day(parsing: text) { return Moment(startOf: day) }
    guard let date = ISO8601DateFormatter().date(from: text) else {
      throw DeskRefusal(
        zh: "\(option) 写成 2026-03-31 或 2026-03-31T10:00:00+08:00 的形式",
        en: "write \(option) like 2026-03-31 or 2026-03-31T10:00:00+08:00")
    }
    return Moment(milliseconds: Int64(date.timeIntervalSince1970 * 1000))
  }

  /// The key under which a client sends a request.
  public func key(_ option: String) throws(DeskRefusal) -> CommandKey? {
    guard let text = options[option] else { return nil }
    guard let key = CommandKey(text) else {
      throw DeskRefusal(zh: "\(option) 应为 32 位十六进制数", en: "\(option) has 32 hexadecimal digits")
    }
    return key
  }
}
