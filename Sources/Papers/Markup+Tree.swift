internal import Reports

/// Looking into the tree of a page.
extension Markup {
  /// Name of the element, empty for a text.
  var name: String {
    guard case .element(let name, _, _) = self else { return "" }
    return name
  }

  var children: [Markup] {
    guard case .element(_, _, let children) = self else { return [] }
    return children
  }

  subscript(_ attribute: String) -> String? {
    guard case .element(_, let attributes, _) = self else { return nil }
    return attributes.first { $0.name == attribute }?.value
  }

  var classes: [String] { (self["class"] ?? "").split(separator: " ").map(String.init) }

  func isA(_ name: String, _ style: String) -> Bool {
    self.name == name && classes.contains(style)
  }

  /// All text in it.
  var plain: String {
    switch self {
    case .text(let text): text
    case .verbatim: ""
    case .element(_, _, let children): children.map(\.plain).joined()
    }
  }

  /// The first element of that name in it, itself included.
  func first(_ name: String) -> Markup? {
    if self.name == name { return self }
    for child in children {
      if let found = child.first(name) { return found }
    }
    return nil
  }

  /// All elements of that name in it, not looking inside them.
  func all(_ name: String) -> [Markup] {
    self.name == name ? [self] : children.flatMap { $0.all(name) }
  }
}
