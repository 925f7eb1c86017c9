/// A piece of a page: text, or an element with attributes and children.
///
/// Text and attributes are escaped when they are written and nowhere else, so that no name from a region's
/// tables can become markup. What is written is well-formed XML and HTML 5 at once.
public indirect enum Markup: Sendable {
  case text(String)
  /// Text of our own that is written as it stands; a `StaticString`, so that nothing from outside can come
  /// here.
  case verbatim(StaticString)
  case element(String, [Attribute], [Markup])

  /// One attribute of an element.
  public struct Attribute: Sendable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Elements that HTML forbids to have an end tag.
  private static let void: Set<String> = ["meta", "br", "col", "hr", "img", "link", "input"]

  /// Writes it as XML that is HTML 5 as well.
  public func write(into page: inout String) {
    switch self {
    case .text(let text): appendEscaped(text, to: &page)
    case .verbatim(let text): page += text.description
    case .element(let name, let attributes, let children):
      page += "<" + name
      for attribute in attributes {
        page += " " + attribute.name + "=\""
        appendEscaped(attribute.value, to: &page)
        page += "\""
      }
      if Self.void.contains(name) {
        page += "/>"
        return
      }
      page += ">"
      for child in children { child.write(into: &page) }
      page += "</" + name + ">"
      if Self.ownLine.contains(name) { page += "\n" }
    }
  }

  /// Elements after which a line break makes the source readable and changes nothing on the page.
  private static let ownLine: Set<String> = [
    "html", "head", "body", "meta", "title", "style", "section", "header", "footer", "nav", "div", "p", "h1",
    "h2",
    "h3", "table", "thead", "tbody", "tr", "ul", "li", "figure", "svg", "g", "path", "rect", "pattern",
    "defs", "dl",
  ]
}

/// An element: `tag("td", ["class": "n"], .text("1"))`.
public func tag(
  _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: Markup...
) -> Markup {
  tag(name, attributes, children)
}

/// An element with a list of children.
public func tag(
  _ name: String, _ pairs: KeyValuePairs<String, String> = [:], _ children: [Markup]
) -> Markup {
  .element(name, attributes(pairs), children)
}

/// Attributes of an element, in their order.
public func attributes(_ pairs: KeyValuePairs<String, String>) -> [Markup.Attribute] {
  pairs.map { Markup.Attribute(name: $0.key, value: $0.value) }
}
