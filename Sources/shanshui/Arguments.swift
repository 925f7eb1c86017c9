import Law

/// Thrown when a command is called in a way that it does not understand.
struct UsageError: Error {
  let message: String
}

/// The words behind a command, sorted into operands and options.
///
/// `--name value`, `--name=value` and flags; `--` ends the options. Unknown and repeated options are refused.
struct Arguments {
  private(set) var operands: [String] = []
  private var values: [String: String] = [:]
  private(set) var flags: Set<String> = []
  let command: String

  init(_ words: [String], options: [Option], command: String) throws {
    self.command = command
    let known = options + [.value("--home")]
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands.append(contentsOf: rest)
        return
      }
      guard word.hasPrefix("--") else {
        operands.append(word)
        continue
      }
      try take(word, known: known, rest: &rest)
    }
  }

  private mutating func take(_ word: String, known: [Option], rest: inout ArraySlice<String>) throws {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let option = known.first(where: { $0.name == parts[0] }) else {
      throw UsageError(message: "没有选项 \(parts[0]) · no option \(parts[0]) in ‘shanshui \(command)’")
    }
    guard values[option.name] == nil, !flags.contains(option.name) else {
      throw UsageError(message: "\(option.name) 写了两次 · \(option.name) stands twice")
    }
    if !option.takesValue {
      guard parts.count == 1 else {
        throw UsageError(message: "\(option.name) 不带值 · \(option.name) takes no value")
      }
      flags.insert(option.name)
    } else if let value = parts.count == 2 ? parts[1] : rest.popFirst() {
      values[option.name] = value
    } else {
      throw UsageError(message: "\(option.name) 后面缺值 · \(option.name) wants a value")
    }
  }

  subscript(_ option: String) -> String? { values[option] }

  /// All options with their values.
  var options: [String: String] { values }

  func has(_ flag: String) -> Bool { flags.contains(flag) }

  /// A whole number of at least `least`.
  func int(_ option: String, least: Int) throws -> Int? {
    guard let text = values[option] else { return nil }
    guard let number = Int(text), number >= least else {
      throw UsageError(
        message:
          "\(option) 要一个不小于 \(least) 的整数 · \(option) wants a whole number of at least \(least), not ‘\(text)’"
      )
    }
    return number
  }

  /// The language that was asked for; nil for none.
  func language() throws -> Language? {
    guard let text = values["--language"] else { return nil }
    guard let language = Language(rawValue: text) else {
      throw UsageError(message: "--language 写 zh 或 en · write zh or en, not ‘\(text)’")
    }
    return language
  }

  /// The operands, exactly as many as named.
  func operands(_ names: String...) throws -> [String] {
    guard operands.count == names.count else {
      let wanted = names.joined(separator: " ")
      throw UsageError(
        message: "需要 \(wanted)，得到 \(operands.count) 个 · wanted \(wanted), got \(operands.count) operand(s)")
    }
    return operands
  }
}
