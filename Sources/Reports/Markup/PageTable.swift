/// A table of a page: heads, rows, and which columns hold figures.
struct PageTable {
  struct Column {
    /// How cells stand and break: words between words, figures and days never, digests anywhere.
    enum Kind: String {
      case words = "w"
      case figure = "n"
      case day = "day"
      case digest = "digest"
    }

    var head: String
    var kind: Kind
    /// Whether cells are words of others, which may be Chinese on an English page.
    var isQuoted = false

    static func words(_ head: String) -> Column { Column(head: head, kind: .words) }
    static func quoted(_ head: String) -> Column { Column(head: head, kind: .words, isQuoted: true) }
    static func figure(_ head: String) -> Column { Column(head: head, kind: .figure) }
    static func day(_ head: String) -> Column { Column(head: head, kind: .day) }
    static func digest(_ head: String) -> Column { Column(head: head, kind: .digest) }
  }
  struct Row {
    var cells: [String]
    /// Depth in a tree, by which the first cell is indented.
    var depth = 0
    var isTotal = false
    /// Where cells lead to within the page, by their place.
    var links: [Int: String] = [:]
    /// What links call the row by; empty for none.
    var id = ""

    /// The row with the same link on all cells behind the first that hold a figure.
    func leading(to target: String, from first: Int = 1) -> Row {
      var row = self
      for place in cells.indices where place >= first { row.links[place] = target }
      return row
    }
  }

  var columns: [Column]
  var rows: [Row]
  /// What stands above the table; empty for none.
  var caption: String

  init(_ caption: String, _ columns: [Column], _ rows: [Row]) {
    self.caption = caption
    self.columns = columns
    self.rows = rows
  }

  /// The table inside a frame that scrolls sideways where the page is too narrow.
  func markup() -> Markup {
    tag("div", [:], title + [tag("div", ["class": "scroll"], table)])
  }

  /// The table for rows of words: on a narrow page each row becomes a card with its heads before its cells.
  func cards() -> Markup {
    tag("div", ["class": "cardable"], title + [table])
  }

  private var title: [Markup] {
    caption.isEmpty ? [] : [tag("p", ["class": "caption"], .text(caption))]
  }

  private var table: Markup {
    let heads = columns.map {
      tag(
        "th", ["class": $0.kind == .figure ? "n" : "w", "scope": "col"],
        $0.isQuoted ? quoted($0.head) : .text($0.head))
    }
    return tag(
      "table", caption.isEmpty ? [:] : ["aria-label": caption],
      tag("thead", [:], tag("tr", [:], heads)), tag("tbody", [:], rows.map(row)))
  }

  private func row(_ row: Row) -> Markup {
    precondition(row.cells.count == columns.count, "A cell for each column.")
    let cells = zip(columns, row.cells).enumerated().map { index, pair in
      let (column, text) = pair
      let kind = column.kind.rawValue
      var content = column.isQuoted ? quoted(text) : .text(text)
      if let target = row.links[index], !text.isEmpty, text != "—" {
        content = tag("a", ["class": "figure", "href": "#" + target], content)
      }
      return index == 0
        ? tag("th", ["class": "\(kind) d\(min(row.depth, 5))", "scope": "row"], content)
        : tag("td", ["class": kind, "data-head": column.head], content)
    }
    let style = row.isTotal ? attributes(["class": "total"]) : []
    return .element("tr", style + (row.id.isEmpty ? [] : attributes(["id": row.id])), cells)
  }
}

extension PageTable.Row {
  init(_ cells: [String]) {
    self.cells = cells
  }
}
