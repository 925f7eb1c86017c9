/// A table for a terminal, its columns aligned by display width.
struct TextTable {
  enum Side: Sendable {
    case left, right
  }
  private enum Line {
    case cells([String])
    case rule
  }

  private let sides: [Side]
  private var lines: [Line] = []

  /// - Parameters:
  ///   - heads: One for each column.
  ///   - sides: On which side each column's cells stand; as many as heads.
  init(heads: [String], sides: [Side]) {
    precondition(heads.count == sides.count, "A head and a side for each column.")
    self.sides = sides
    add(heads)
    addRule()
  }

  /// A row; missing cells at its end are empty.
  mutating func add(_ cells: [String]) {
    precondition(cells.count <= sides.count, "No more cells than columns.")
    let clean = cells.map(plainText)
    lines.append(.cells(clean + [String](repeating: "", count: sides.count - clean.count)))
  }

  /// A line across.
  mutating func addRule() {
    lines.append(.rule)
  }

  /// The lines, without spaces at their ends.
  func render() -> [String] {
    var widths = [Int](repeating: 0, count: sides.count)
    for case .cells(let cells) in lines {
      for (index, cell) in cells.enumerated() { widths[index] = max(widths[index], displayWidth(cell)) }
    }
    let whole = widths.reduce(0, +) + 2 * (widths.count - 1)
    return lines.map { line in
      switch line {
      case .rule: String(repeating: "─", count: whole)
      case .cells(let cells): row(cells, widths)
      }
    }
  }

  private func row(_ cells: [String], _ widths: [Int]) -> String {
    var text = ""
    for (index, cell) in cells.enumerated() {
      let space = String(repeating: " ", count: widths[index] - displayWidth(cell))
      if index > 0 { text += "  " }
      text += sides[index] == .left ? cell + space : space + cell
    }
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }
}
