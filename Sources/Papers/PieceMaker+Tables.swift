internal import Reports

/// A cell of a table before it is set.
struct TableCell {
  enum Kind { case words, figure, day, digest }

  var text: String
  var kind: Kind
  var depth: Int
  var isBold: Bool

  init(_ node: Markup, isBold: Bool) {
    text = node.plain
    let classes = node.classes
    kind =
      classes.contains("n")
      ? .figure
      : classes.contains("day")
        ? .day
        : classes.contains("digest") ? .digest : .words
    depth = classes.compactMap { $0.hasPrefix("d") ? Int($0.dropFirst()) : nil }.first ?? 0
    self.isBold = isBold
  }

  func style(size: Double) -> TextStyle {
    TextStyle(
      size: kind == .digest ? size - 1 : size, isBold: isBold, isMono: kind == .digest,
      side: kind == .figure ? .right : .left, breaksAnywhere: kind == .digest)
  }
}

extension PieceMaker {
  /// A table: its head stands on each of its pages again.
  func table(_ node: Markup, _ column: Column) -> [Piece] {
    let heads = (node.first("thead")?.all("th") ?? []).map { TableCell($0, isBold: true) }
    let rows = (node.first("tbody")?.all("tr") ?? []).map { row in
      row.children.map { TableCell($0, isBold: row.classes.contains("total")) }
    }
    guard !heads.isEmpty else { return [] }
    let widths = TableWidths(heads, rows, width: column.width, by: typesetter)
    let columns = widths.columns(from: column.x)
    var head = TableRow(heads, columns, widths.size, isHead: true, by: typesetter).piece(in: column)
    head.keepsNext = true
    head.before = 3
    let repeated = RepeatedHead(head)
    return [head]
      + rows.map { row in
        var piece = TableRow(row, columns, widths.size, isHead: false, by: typesetter).piece(in: column)
        piece.head = repeated
        return piece
      }
  }
}

/// A row that is set, or a part of one that goes on over a page.
struct TableRow {
  private static let padding = 2.5

  private struct Cell {
    var text: SetText
    var lines: Range<Int>
    var x: Double
  }

  private var cells: [Cell]
  private let isHead: Bool
  private let isTotal: Bool

  init(
    _ cells: [TableCell], _ columns: [Column], _ size: Double, isHead: Bool, by typesetter: Typesetter
  ) {
    self.cells = zip(cells, columns).map { cell, column in
      let inner = column.inset(left: 4 + Double(cell.depth) * 9, right: 4)
      let text = SetText(cell.text, cell.style(size: size), width: inner.width, by: typesetter)
      return Cell(text: text, lines: 0..<text.lines.count, x: inner.x)
    }
    self.isHead = isHead
    isTotal = !isHead && cells.first?.isBold == true
  }

  func piece(in column: Column) -> Piece {
    let height = (cells.map { $0.text.height(of: $0.lines) }.max() ?? 0) + 2 * Self.padding
    return Piece(
      height: height,
      draw: { canvas, y in
        if isHead { canvas.fill(column, from: y, to: y + height, .band) }
        if isTotal { canvas.line(column, at: y, .soft, thick: 1) }
        canvas.line(column, at: y + height, isHead ? .soft : .line, thick: isHead ? 1 : 0.5)
        for cell in cells {
          // Heads stand at the foot of their row.
          let down = isHead ? height - 2 * Self.padding - cell.text.height(of: cell.lines) : 0
          cell.text.draw(cell.lines, on: canvas, x: cell.x, y: y + Self.padding + down)
        }
      }, cut: { room in cut(room - 2 * Self.padding).map { ($0.piece(in: column), $1.piece(in: column)) } })
  }

  private func cut(_ room: Double) -> (TableRow, TableRow)? {
    var (upper, lower) = (self, self)
    for index in cells.indices {
      let lines = cells[index].lines
      let count = min(lines.count, cells[index].text.fitting(room, from: lines.lowerBound))
      guard count > 0 || lines.isEmpty else { return nil }
      upper.cells[index].lines = lines.lowerBound..<lines.lowerBound + count
      lower.cells[index].lines = lines.lowerBound + count..<lines.upperBound
    }
    return lower.cells.allSatisfy(\.lines.isEmpty) ? nil : (upper, lower)
  }
}
