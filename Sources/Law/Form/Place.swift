public import Formula

/// Where something was written, so that later checks can point at it.
public struct Place: Sendable {
  /// The value that was read there.
  public let node: Node
  /// Its place in the tree, like `parameters[2].unit`.
  public let path: String

  public init(node: Node, path: String) {
    self.node = node
    self.path = path
  }

  /// The place of its first character in the file.
  public var position: SourcePosition { node.position }

  /// The place of a member of an object; this place when it has no such key.
  func of(_ key: String) -> Place {
    node[key].map { Place(node: $0, path: "\(path).\(key)") } ?? self
  }

  /// A problem at this place.
  ///
  /// - Parameter scalar: Index of the character of a text at which the problem lies; nil for its beginning.
  public func problem(
    _ code: ProblemCode, severity: Problem.Severity = .error, scalar: Int? = nil, _ message: Label,
    remedy: Label
  ) -> Problem {
    let position = scalar.map { node.position(ofScalar: $0) } ?? node.position
    return Problem(
      code, severity: severity, at: position, path: path, message: message, remedy: remedy,
      excerpt: node.source.excerpt(at: position))
  }
}

/// A name that points at something else, with its place.
public struct Reference: Sendable, Hashable {
  public let name: String
  public let place: Place

  public init(name: String, place: Place) {
    self.name = name
    self.place = place
  }

  /// Equal when the names are.
  public static func == (left: Self, right: Self) -> Bool { left.name == right.name }

  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Reader {
  /// The place of this value.
  public var place: Place { Place(node: node, path: path) }

  /// A name that points at something else.
  public func reference() -> Reference? {
    name().map { Reference(name: $0, place: place) }
  }

  /// A list of names; empty ones are noted.
  func references() -> [Reference] { (list() ?? []).compactMap { $0.reference() } }
}
