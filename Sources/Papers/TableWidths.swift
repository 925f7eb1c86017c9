/// How wide the columns of a table are: figures and days never break, words share what is left.
struct TableWidths {
  private static let sizes = [8.5, 8, 7.5, 7, 6.5, 6, 5.5]
  private static let padding = 9.0
  /// What a column of words wants at most, so that one long sentence does not take all.
  private static let most = 380.0

  private(set) var widths: [Double]
  /// Of the letters, the largest at which the narrowest columns have room.
  let size: Double

  init(_ heads: [TableCell], _ rows: [[TableCell]], width: Double, by typesetter: Typesetter) {
    var needs: [(least: Double, wanted: Double)] = []
    var fitting = Self.sizes[Self.sizes.count - 1]
    for size in Self.sizes {
      needs = heads.indices.map { index in
        Self.need(heads[index], rows.compactMap { index < $0.count ? $0[index] : nil }, size, typesetter)
      }
      guard needs.reduce(0, { $0 + $1.least }) > width else {
        fitting = size
        break
      }
    }
    size = fitting
    widths = Self.shared(needs, width: width)
  }

  func columns(from left: Double) -> [Column] {
    var x = left
    return widths.map { width in
      defer { x += width }
      return Column(x: x, width: width)
    }
  }

  private static func shared(_ needs: [(least: Double, wanted: Double)], width: Double) -> [Double] {
    let least = needs.reduce(0) { $0 + $1.least }
    let wanted = needs.reduce(0) { $0 + $1.wanted }
    if least >= width { return needs.map { $0.least * width / least } }
    if wanted <= width { return needs.map { $0.wanted * width / wanted } }
    return needs.map { $0.least + ($0.wanted - $0.least) * (width - least) / (wanted - least) }
  }

  private static func need(
    _ head: TableCell, _ cells: [TableCell], _ size: Double, _ typesetter: Typesetter
  ) -> (least: Double, wanted: Double) {
    func width(_ text: String, _ cell: TableCell) -> Double {
      SetText(text, cell.style(size: size), width: nil, by: typesetter).width
    }
    // A head may break between words, and between any two Chinese characters.
    let words = head.text.split(whereSeparator: \.isWhitespace).flatMap { pieces(of: $0) }
    let headLeast = words.map { width($0, head) }.max() ?? 0
    let headWidth = width(head.text, head)
    var (least, wanted) = (headLeast, min(headWidth, 70))
    for cell in cells {
      let whole = width(cell.text, cell) + Double(cell.depth) * 9
      wanted = max(wanted, min(whole, most))
      switch cell.kind {
      case .figure, .day: least = max(least, whole)
      case .digest: least = max(least, min(whole, 90))
      case .words: least = max(least, min(whole, longestWord(cell, width)))
      }
    }
    return (least + padding, max(least, wanted) + padding)
  }

  /// A column of words is at least as wide as its words, but no wider than a name needs.
  private static func longestWord(_ cell: TableCell, _ width: (String, TableCell) -> Double) -> Double {
    let words = cell.text.split(whereSeparator: \.isWhitespace).flatMap { pieces(of: $0) }
    guard let longest = words.max(by: { $0.utf8.count < $1.utf8.count }) else { return 0 }
    return min(width(longest, cell) + Double(cell.depth) * 9, 98)
  }

  /// Latin words whole, Chinese text by pairs of characters.
  private static func pieces(of word: Substring) -> [String] {
    guard !word.allSatisfy(\.isASCII) else { return [String(word)] }
    return [String(word.prefix(3))]
  }
}
