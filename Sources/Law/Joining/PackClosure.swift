/// A pack and all that it uses, directly or through others.
struct PackClosure {
  /// The packs, each after those it uses; the root last.
  private(set) var ordered: [Pack] = []
  private(set) var problems: [Problem] = []
  private let known: [String: Pack]
  private var isDone: Set<String> = []
  private var open: [String] = []

  init(root: Pack, among packs: [Pack]) {
    known = Dictionary(packs.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    visit(root)
  }

  private mutating func visit(_ pack: Pack) {
    open.append(pack.id)
    for use in pack.head.uses where !isDone.contains(use.name) {
      guard let used = known[use.name] else {
        problems.append(missing(use))
        continue
      }
      if open.contains(use.name) {
        problems.append(circular(use))
      } else {
        visit(used)
      }
    }
    open.removeLast()
    isDone.insert(pack.id)
    ordered.append(pack)
  }

  private func missing(_ use: Reference) -> Problem {
    let near = nearest(use.name, among: known.keys.sorted())
    let all = known.keys.sorted().joined(separator: " ")
    return use.place.problem(
      .uses, Label(zh: "找不到包“\(use.name)”", en: "there is no pack \"\(use.name)\""),
      remedy: near.map { Label(zh: "是否想写 \($0)？", en: "did you mean \($0)?") }
        ?? Label(zh: "现有的包：\(all)", en: "the packs are: \(all)"))
  }

  private func circular(_ use: Reference) -> Problem {
    let chain = (open.drop { $0 != use.name } + [use.name]).joined(separator: " → ")
    return use.place.problem(
      .uses, Label(zh: "包互相引用：\(chain)", en: "packs use each other: \(chain)"),
      remedy: Label(zh: "把共用的部分放进第三个包", en: "put what they share into a third pack"))
  }
}
