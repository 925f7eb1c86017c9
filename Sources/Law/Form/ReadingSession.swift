public import Formula

/// What readers of one pack or region share: the unit system, the list of sources, and the problems found.
///
/// Reading goes on after a problem, so that one run tells everything.
public final class ReadingSession {
  /// Reads the units of quantities; `nil` for documents that have none.
  public let units: UnitSystem?
  /// The sources that `{ ref: … }` may name.
  public var sources: [String: Citation] = [:]
  /// Keys of sources that are there but wrong: what refers to them is not told a second time.
  public var brokenSources: Set<String> = []
  /// The problems in the order in which they were found, at most ``limit``.
  public private(set) var problems: [Problem] = []
  /// More problems than these help nobody.
  public static let limit = 1000

  public init(units: UnitSystem?) { self.units = units }

  /// Notes a problem.
  public func report(_ problem: Problem) {
    if problems.count < Self.limit { problems.append(problem) }
  }

  /// Whether any problem refuses the text.
  public var hasErrors: Bool { problems.contains { $0.severity == .error } }
}

/// A value being read, with its place in the tree.
///
/// Each method reads the value as one kind of thing; when it is another, it notes a problem and gives nil.
public struct Reader {
  public let node: Node
  /// The place in the tree, like `parameters[2].unit`.
  public let path: String
  public let session: ReadingSession

  public init(_ node: Node, session: ReadingSession, path: String = "") {
    self.node = node
    self.path = path
    self.session = session
  }

  /// The place of its first character in the file.
  public var position: SourcePosition { node.position }

  /// Notes a problem at this value.
  ///
  /// - Parameter scalar: Index of the character of a text at which the problem lies; nil for its beginning.
  public func report(
    _ code: ProblemCode, severity: Problem.Severity = .error, scalar: Int? = nil, _ message: Label,
    remedy: Label
  ) {
    session.report(place.problem(code, severity: severity, scalar: scalar, message, remedy: remedy))
  }

  func report(
    _ code: ProblemCode, severity: Problem.Severity = .error, at position: SourcePosition, _ message: Label,
    remedy: Label
  ) {
    session.report(
      Problem(
        code, severity: severity, at: position, path: path, message: message, remedy: remedy,
        excerpt: node.source.excerpt(at: position)))
  }

  /// Notes that another kind of value is wanted.
  public func wrongType(_ wanted: Label) {
    // What could not be read has been told.
    if isUnreadable { return }
    report(
      .wrongType,
      Label(
        zh: "此处应为\(wanted.zh)，却是\(node.kind.zh)", en: "\(wanted.en) is expected here, not \(node.kind.en)"),
      remedy: Label(zh: "改为\(wanted.zh)", en: "write \(wanted.en)"))
  }

  /// Whether this is the place of something that could not be read and has been told.
  public var isUnreadable: Bool { if case .unreadable = node.value { true } else { false } }

  func child(_ node: Node, key: String) -> Reader {
    Reader(node, session: session, path: path.isEmpty ? key : "\(path).\(key)")
  }

  func child(_ node: Node, index: Int) -> Reader {
    Reader(node, session: session, path: "\(path)[\(index)]")
  }
}
