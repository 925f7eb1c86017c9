internal import Reports

/// What stands side by side: cards, marks, maps, legends.
extension PieceMaker {
  /// Short texts in frames, the loud ones on a ground of their own.
  func marks(_ node: Markup, _ column: Column) -> [Piece] {
    var boxes: [(column: Column, text: SetText, isLoud: Bool)] = []
    var x = column.x
    for mark in node.children {
      let isLoud = mark.classes.contains("loud")
      let style = TextStyle(size: 9.5, isBold: true, colour: isLoud ? .white : .accent)
      let text = SetText(mark.plain, style, width: nil, by: typesetter)
      boxes.append((Column(x: x, width: text.width + 14), text, isLoud))
      x += text.width + 22
    }
    let height = (boxes.map(\.text.height).max() ?? 0) + 4
    let drawn = boxes
    return [
      Piece(before: 6, height: height) { canvas, y in
        for box in drawn {
          if box.isLoud { canvas.fill(box.column, from: y, to: y + height, .warning) }
          canvas.frame(box.column, from: y, to: y + height, box.isLoud ? .warning : .accent, thick: 1)
          box.text.draw(0..<box.text.lines.count, on: canvas, x: box.column.x + 7, y: y + 2)
        }
      }
    ]
  }

  /// Cards of equal width, four in a row; the chief one on a ground of its own.
  func cards(_ node: Markup, _ column: Column) -> [Piece] {
    let gap = 8.0
    let width = (column.width - 3 * gap) / 4
    return stride(from: 0, to: node.children.count, by: 4).map { start in
      let cards = node.children[start..<min(start + 4, node.children.count)]
      let boxes = cards.enumerated().map { index, card in
        Column(x: column.x + Double(index) * (width + gap), width: width)
      }
      let texts = zip(cards, boxes).map { card($0, width: $1.width - 16) }
      let isChief = cards.map { $0.classes.contains("all") }
      let height = (texts.map { $0.reduce(0) { $0 + $1.height } }.max() ?? 0) + 12
      return Piece(before: 10, height: height) { canvas, y in
        for (index, box) in boxes.enumerated() {
          canvas.fill(box, from: y, to: y + height, isChief[index] ? .accent : .band)
          canvas.frame(box, from: y, to: y + height, isChief[index] ? .accent : .line, thick: 0.75)
          var top = y + 6
          for text in texts[index] {
            text.draw(0..<text.lines.count, on: canvas, x: box.x + 8, y: top)
            top += text.height
          }
        }
      }
    }
  }

  private func card(_ node: Markup, width: Double) -> [SetText] {
    let colour = node.classes.contains("all") ? Colour.white : .ink
    return node.children.flatMap { line -> [SetText] in
      guard line.classes.contains("big") else {
        return [SetText(line.plain, TextStyle(size: 8.5, colour: colour), width: width, by: typesetter)]
      }
      // The figure as large as it fits in one line, its unit under it.
      let isUnit = { (part: Markup) in part.classes.contains("unit") }
      let figure = line.children.filter { !isUnit($0) }.map(\.plain).joined()
      let unit = line.children.filter(isUnit).map(\.plain).joined()
      var style = TextStyle(size: 17, isBold: true, colour: colour)
      while style.size > 8, SetText(figure, style, width: nil, by: typesetter).width > width {
        style.size -= 1
      }
      return [
        SetText(figure, style, width: width, by: typesetter),
        SetText(unit, TextStyle(size: 8.5, colour: colour), width: width, by: typesetter),
      ]
    }
  }

  /// Two in a row.
  func sideBySide(_ nodes: [Markup], _ column: Column) -> [Piece] {
    guard nodes.count > 1 else { return pieces(nodes, column) }
    let gap = 14.0
    let half = (column.width - gap) / 2
    return stride(from: 0, to: nodes.count, by: 2).map { start in
      let left = pieces(nodes[start], Column(x: column.x, width: half))
      let right =
        start + 1 < nodes.count
        ? pieces(nodes[start + 1], Column(x: column.x + half + gap, width: half)) : []
      let height = [left, right].map { $0.reduce(0) { $0 + $1.before + $1.height } }.max() ?? 0
      return Piece(before: 6, height: height) { canvas, y in
        for stack in [left, right] {
          var top = y
          for piece in stack {
            piece.draw(canvas, top + piece.before)
            top += piece.before + piece.height
          }
        }
      }
    }
  }

  /// A label at the left, its figure at the right.
  func bar(_ node: Markup, _ column: Column) -> [Piece] {
    guard let label = node.children.first, let figure = node.children.last else { return [] }
    let number = SetText(
      figure.plain, TextStyle(size: 8.5, side: .right), width: column.width, by: typesetter)
    let room = column.width - number.width - 8
    let text = SetText(label.plain, TextStyle(size: 8.5), width: room, by: typesetter)
    return [
      Piece(before: 3, height: max(text.height, number.height), keepsNext: true) { canvas, y in
        text.draw(0..<text.lines.count, on: canvas, x: column.x, y: y)
        number.draw(0..<number.lines.count, on: canvas, x: column.x, y: y)
      }
    ]
  }

  /// Swatches with their texts, as many in a row as have room.
  func legend(_ node: Markup, _ column: Column) -> [Piece] {
    var rows: [[(x: Double, swatch: Picture?, text: SetText)]] = [[]]
    var x = column.x
    for item in node.children {
      let text = SetText(item.plain, TextStyle(size: 8.5), width: nil, by: typesetter)
      if x + 22 + text.width > column.x + column.width, x > column.x {
        rows.append([])
        x = column.x
      }
      let swatch = item.first("svg").map { Picture($0, width: 16.5, patterns: patterns) }
      rows[rows.count - 1].append((x, swatch, text))
      x += 22 + text.width + 14
    }
    return rows.map { row in
      Piece(before: 2, height: row.map(\.text.height).max() ?? 0) { canvas, y in
        for item in row {
          item.swatch?.draw(on: canvas, x: item.x, y: y + (item.text.height - 10.5) / 2)
          item.text.draw(0..<item.text.lines.count, on: canvas, x: item.x + 22, y: y)
        }
      }
    }
  }
}
