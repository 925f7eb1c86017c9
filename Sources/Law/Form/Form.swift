/// An object whose keys have been checked.
public struct Form {
  /// The object itself.
  public let reader: Reader
  private let members: [String: Reader]

  init(_ reader: Reader, members: [String: Reader]) {
    self.reader = reader
    self.members = members
  }

  /// The value of a key; nil when it is absent.
  public subscript(key: String) -> Reader? { members[key] }

  /// The elements of a list; none when the key is absent.
  public func items(_ key: String) -> [Reader] { members[key]?.list() ?? [] }

  /// Whether the value of a key could not be read, which has been told.
  public var hasUnreadable: Bool { members.values.contains(where: \.isUnreadable) }

  /// Whether a key stands in the object.
  public func has(_ key: String) -> Bool { members[key] != nil }

  /// Notes that exactly one of some keys is wanted, unless it is so.
  ///
  /// - Returns: the key that stands there; nil with none or several.
  public func oneOf(_ keys: [String]) -> String? {
    let found = keys.filter(has)
    if found.count == 1 { return found[0] }
    let list = keys.joined(separator: " | ")
    if found.isEmpty {
      reader.report(
        .missingKey, Label(zh: "缺少键：\(list) 之一", en: "one of the keys \(list) is missing"),
        remedy: Label(zh: "写上其中一个", en: "add one of them"))
    } else {
      members[found[1]]?.report(
        .wrongValue, Label(zh: "\(list) 只能写一个", en: "only one of \(list) may stand here"),
        remedy: Label(zh: "只留一个", en: "keep one of them"))
    }
    return nil
  }
}

extension Reader {
  /// Reads an object and checks its keys: unknown and missing ones are noted, all of them.
  ///
  /// - Returns: nil only when the value is no object.
  public func form(required: [String], optional: [String] = []) -> Form? {
    guard case .object(let entries) = node.value else {
      wrongType(Label(zh: "对象 { }", en: "an object { }"))
      return nil
    }
    var members: [String: Reader] = [:]
    for entry in entries {
      members[entry.key] = child(entry.value, key: entry.key)
      if !required.contains(entry.key), !optional.contains(entry.key) {
        unknown(entry, known: required + optional)
      }
    }
    for key in required where members[key] == nil { missing(key) }
    return Form(self, members: members)
  }

  private func unknown(_ entry: Node.Member, known: [String]) {
    let near = nearest(entry.key, among: known)
    let all = known.joined(separator: " ")
    report(
      .unknownKey, at: node.source.position(at: entry.keyOffset),
      Label(zh: "没有“\(entry.key)”这个键", en: "there is no key \"\(entry.key)\" here"),
      remedy: near.map { Label(zh: "是否想写 \($0)？", en: "did you mean \($0)?") }
        ?? Label(zh: "此处的键有：\(all)", en: "the keys here are: \(all)"))
  }

  private func missing(_ key: String) {
    let isSource = key == "source"
    report(
      isSource ? .source : .missingKey, Label(zh: "缺少键“\(key)”", en: "the key \"\(key)\" is missing"),
      remedy: isSource
        ? Label(
          zh: "写明出处 source: { title, number, clause, standing }；没有出处的数不予装入",
          en:
            "say where it comes from, source: { title, number, clause, standing }; nothing loads without"
        )
        : Label(zh: "写上 \(key): …", en: "add \(key): …"))
  }

  /// The members of an object whose keys are names of the writer's own, in their order.
  public func entries() -> [(key: String, value: Reader)] {
    guard case .object(let entries) = node.value else {
      wrongType(Label(zh: "对象 { }", en: "an object { }"))
      return []
    }
    return entries.map { ($0.key, child($0.value, key: $0.key)) }
  }

  /// The elements of a list; nil when the value is no list.
  public func list() -> [Reader]? {
    guard case .array(let elements) = node.value else {
      wrongType(Label(zh: "列表 [ ]", en: "a list [ ]"))
      return nil
    }
    return elements.enumerated().map { child($1, index: $0) }
  }
}

/// The word most like another one; nil when none is near.
///
/// - Returns: the word with the fewest changes of a character, at most a third of its length, or one.
public func nearest(_ word: String, among words: some Sequence<String>) -> String? {
  let letters = Array(word.lowercased().unicodeScalars.prefix(80))
  var best: (word: String, distance: Int)?
  for candidate in words {
    let distance = editDistance(letters, Array(candidate.lowercased().unicodeScalars.prefix(80)))
    if distance <= max(1, letters.count / 3), distance < best?.distance ?? Int.max {
      best = (candidate, distance)
    }
  }
  return best?.word
}

/// The number of insertions, deletions and replacements between two words (Levenshtein).
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var row = Array(0...right.count)
  for (i, a) in left.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, b) in right.enumerated() {
      let changed = diagonal + (a == b ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(changed, row[j] + 1, diagonal + 1)
    }
  }
  return row[right.count]
}
