internal import Reports

/// Makes pieces of paper from the elements of a page.
///
/// It knows the elements and classes that reports use; of others it sets what stands inside.
struct PieceMaker {
  let typesetter: Typesetter
  /// Patterns by which figures are filled.
  let patterns: Markup?

  func pieces(_ nodes: [Markup], _ column: Column) -> [Piece] {
    nodes.flatMap { pieces($0, column) }
  }

  func pieces(_ node: Markup, _ column: Column) -> [Piece] {
    var made = unnamed(node, column)
    if let id = node["id"], !made.isEmpty { made[0].places.append(id) }
    return made
  }

  private func unnamed(_ node: Markup, _ column: Column) -> [Piece] {
    switch node.name {
    case "head", "style": []
    case "h1": heading(node, TextStyle(size: 19, isBold: true), before: 0, level: nil, column)
    case "h2": chapter(node, column)
    case "h3": heading(node, TextStyle(size: 11.5, isBold: true), before: 14, level: 1, column)
    case "p", "a", "span", "figcaption", "": paragraph(node, column)
    case "code": code(node, column)
    case "svg": picture(node, column)
    case "ul": node.classes.contains("legend") ? legend(node, column) : list(node, column)
    case "table": table(node, column)
    case "nav": contents(node, column)
    case "figure": together(pieces(node.children, column))
    case "div": division(node, column)
    default: pieces(node.children, column)
    }
  }

  private func division(_ node: Markup, _ column: Column) -> [Piece] {
    switch node.classes.first {
    case "marks": marks(node, column)
    case "cards": cards(node, column)
    case "maps": sideBySide(node.children, column)
    case "bar": bar(node, column)
    case "warning":
      barred(node.children, column, Colour.warning, ground: Colour.warningBand)
    case "formula":
      barred(
        node.children, column, node.classes.contains("chief") ? Colour.accent : Colour.line, ground: nil)
    default: pieces(node.children, column)
    }
  }

  private func heading(
    _ node: Markup, _ style: TextStyle, before: Double, level: Int?, _ column: Column
  ) -> [Piece] {
    let text = SetText(node.plain, style, width: column.width, by: typesetter)
    var piece = Piece.lines(text, in: column, before: before)
    piece.keepsNext = true
    piece.bookmark = level.map { Bookmark(title: node.plain, level: $0) }
    return [piece]
  }

  /// A head of a section, with a line under it.
  private func chapter(_ node: Markup, _ column: Column) -> [Piece] {
    heading(node, TextStyle(size: 14.5, isBold: true), before: 22, level: 0, column).map { piece in
      var piece = piece
      let (draw, height) = (piece.draw, piece.height)
      piece.height += 5
      piece.draw = { canvas, y in
        draw(canvas, y)
        canvas.line(column, at: y + height + 3, .accent, thick: 1.5)
      }
      return piece
    }
  }

  private func paragraph(_ node: Markup, _ column: Column) -> [Piece] {
    let text = node.plain
    guard text.contains(where: { !$0.isWhitespace }) else { return [] }
    var (style, keeps) = (TextStyle(), false)
    let classes = node.classes
    if classes.contains("caption") { (style, keeps) = (TextStyle(size: 9, isBold: true), true) }
    if node.name == "figcaption" || classes.contains("note") || classes.contains("by") {
      style = TextStyle(size: 8.5, colour: .soft)
    }
    if classes.contains("digest") { style = TextStyle(size: 8, isMono: true, breaksAnywhere: true) }
    var piece = Piece.lines(
      SetText(text, style, width: column.width, by: typesetter), in: column, before: keeps ? 9 : 4)
    piece.keepsNext = keeps
    return [piece]
  }

  private func code(_ node: Markup, _ column: Column) -> [Piece] {
    let inner = column.inset(left: 6, right: 6)
    let text = SetText(node.plain, TextStyle(size: 8.5, isMono: true), width: inner.width, by: typesetter)
    var piece = Piece.lines(text, in: inner)
    piece = piece.upon { $0.fill(column, from: $1 - 1, to: $2 + 2, .band) }
    piece.before = 4
    return [piece]
  }

  private func list(_ node: Markup, _ column: Column) -> [Piece] {
    node.children.map { item in
      let inner = column.inset(left: 10, right: 0)
      let text = SetText(item.plain, TextStyle(size: 9), width: inner.width, by: typesetter)
      let dot = SetText("•", TextStyle(size: 9), width: nil, by: typesetter)
      var piece = Piece.lines(text, in: inner, before: 2)
      let draw = piece.draw
      piece.draw = { canvas, y in
        dot.draw(0..<1, on: canvas, x: column.x, y: y)
        draw(canvas, y)
      }
      return piece
    }
  }

  /// Pieces with a bar at their left, and upon a ground of their own.
  private func barred(
    _ nodes: [Markup], _ column: Column, _ colour: Colour, ground: Colour?
  ) -> [Piece] {
    var inner = pieces(nodes, column.inset(left: 11, right: 6))
    guard !inner.isEmpty else { return [] }
    inner[0].before = 4
    inner[inner.count - 1].height += 5
    let bar = Column(x: column.x, width: 3)
    var made = inner.map { piece in
      piece.upon { canvas, top, bottom in
        // A hair more, so that no gap shows between pieces.
        if let ground { canvas.fill(column, from: top, to: bottom + 0.2, ground) }
        canvas.fill(bar, from: top, to: bottom + 0.2, colour)
      }
    }
    made[0].before = 6
    return made.count < 8 ? together(made) : made
  }

  private func contents(_ node: Markup, _ column: Column) -> [Piece] {
    var made = node.all("a").map { link in
      let text = SetText(link.plain, TextStyle(size: 9.5), width: column.width - 40, by: typesetter)
      let place = (link["href"] ?? "").drop { $0 == "#" }
      var piece = Piece.lines(text, in: column, before: 3)
      let (draw, height) = (piece.draw, piece.height)
      piece.draw = { canvas, y in
        guard let page = canvas.pages[String(place)] else { return draw(canvas, y) }
        let style = TextStyle(size: 9.5, side: .right)
        let number = SetText("\(page)", style, width: column.width, by: typesetter)
        canvas.link(to: String(place)) { draw(canvas, y) }
        number.draw(0..<1, on: canvas, x: column.x, y: y)
        let dots = Column(x: column.x + text.width + 6, width: column.width - text.width - number.width - 12)
        canvas.line(dots, at: y + height - 3, .line, thick: 0.5)
      }
      return piece
    }
    if !made.isEmpty { made[0].before = 16 }
    return made
  }
}
