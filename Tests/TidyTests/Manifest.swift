/// The targets that Package.swift declares and what each may import.
struct Manifest: Sendable {
  /// Each target's declared dependencies.
  private(set) var targets: [String: Set<String>] = [:]
  /// Each system library's Debian packages.
  private(set) var packages: [String: [String]] = [:]

  init(_ text: String) {
    for (call, body) in Self.calls(in: text) {
      let strings = Self.strings(in: body)
      guard let name = strings.first else { continue }
      switch call {
      case "room(", "tests(":
        targets[name] = Set(Self.strings(in: Self.bracket(after: "", in: body)))
      case ".executableTarget(", ".target(":
        targets[name] = Set(Self.strings(in: Self.bracket(after: "dependencies:", in: body)))
      default:
        targets[name] = []
        packages[name] = Self.strings(in: Self.bracket(after: ".apt(", in: body))
      }
    }
  }

  /// The targets that tests do not belong to.
  var rooms: [String] { targets.keys.filter { !$0.hasSuffix("Tests") }.sorted() }

  /// The longest way down from a target, both ends counted.
  func chain(from target: String) -> [String] {
    let below = (targets[target] ?? []).map { chain(from: $0) }
    return [target] + (below.max { ($0.count, $1[0]) < ($1.count, $0[0]) } ?? [])
  }

  /// The calls that declare targets, each with the text between its parentheses.
  private static func calls(in text: String) -> [(String, Substring)] {
    let code = Array(programText(of: text))
    let characters = Array(text)
    return ["room(", "tests(", ".executableTarget(", ".target(", ".systemLibrary("].flatMap { call in
      code.indices.filter { code[$0...].starts(with: call) && isWhole(call, at: $0, in: code) }.map { start in
        var (depth, end) = (0, start)
        repeat {
          if code[end] == "(" { depth += 1 }
          if code[end] == ")" { depth -= 1 }
          end += 1
        } while end < code.count && (depth > 0 || end < start + call.count)
        return (call, Substring(String(characters[start + call.count..<end])))
      }
    }
  }

  private static func isWhole(_ call: String, at start: Int, in code: [Character]) -> Bool {
    call.hasPrefix(".") || start == 0 || !(code[start - 1].isLetter || code[start - 1] == ".")
  }

  /// The text between the first square brackets after a word; empty when a plain argument follows instead.
  private static func bracket(after word: String, in text: Substring) -> Substring {
    var rest = text
    if !word.isEmpty {
      guard let place = text.firstRange(of: word) else { return "" }
      rest = text[place.upperBound...]
    }
    guard let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") else {
      return ""
    }
    return rest[open...close]
  }

  private static func strings(in text: Substring) -> [String] {
    let pieces = text.split(separator: "\"", omittingEmptySubsequences: false)
    return pieces.indices.filter { $0 % 2 == 1 }.map { String(pieces[$0]) }
  }
}
