public import Formula

/// The lasting name of a kind of problem; rooms that read their own files add their own.
public struct ProblemCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  public var description: String { rawValue }

  /// Not JSON5, or not JSON.
  public static let syntax = Self(rawValue: "text.syntax")
  /// Bytes that are not UTF-8, or characters that nobody can see.
  public static let characters = Self(rawValue: "text.characters")
  /// Deeper or longer than the limits.
  public static let size = Self(rawValue: "text.size")
  /// A key stands twice in an object.
  public static let duplicateKey = Self(rawValue: "form.duplicate-key")
  /// A key that this place does not have.
  public static let unknownKey = Self(rawValue: "form.unknown-key")
  /// A key that this place needs.
  public static let missingKey = Self(rawValue: "form.missing-key")
  /// Another kind of value than this place takes.
  public static let wrongType = Self(rawValue: "form.wrong-type")
  /// The right kind of value, but not one that this place takes.
  public static let wrongValue = Self(rawValue: "form.wrong-value")
  /// A unit that cannot be read or does not fit.
  public static let unit = Self(rawValue: "pack.unit")
  /// A source that does not say enough.
  public static let source = Self(rawValue: "pack.source")
  /// Dated values that are undated, out of order or doubled.
  public static let dates = Self(rawValue: "pack.dates")
  /// The same name twice.
  public static let duplicateName = Self(rawValue: "pack.duplicate-name")
  /// A name that nothing has.
  public static let unknownName = Self(rawValue: "pack.unknown-name")
  /// Rows of a table that do not fit it.
  public static let rows = Self(rawValue: "pack.rows")
  /// A formula that does not parse, or whose units or names do not fit.
  public static let formula = Self(rawValue: "pack.formula")
  /// A variant whose choices differ in unit or context.
  public static let variant = Self(rawValue: "pack.variant")
  /// An indicator whose figures do not come out in its unit.
  public static let indicator = Self(rawValue: "pack.indicator")
  /// A worked case that cannot be run or proves nothing.
  public static let workedCase = Self(rawValue: "pack.case")
  /// A pack that uses one that is absent, or itself.
  public static let uses = Self(rawValue: "pack.uses")
}

/// Something wrong in a text: where, what, and what to do.
public struct Problem: Hashable, Sendable {
  /// Whether the text is refused, or taken with a remark.
  public enum Severity: String, Hashable, Sendable {
    case error, warning
  }

  public let severity: Severity
  public let code: ProblemCode
  /// The first character of what is wrong; lines and columns count from 1, columns in Unicode scalars.
  public let position: SourcePosition
  /// The place in the tree of values, like `parameters[2].values[0].source`; empty for the whole text.
  public let path: String
  /// What is wrong.
  public let message: Label
  /// What to do.
  public let remedy: Label
  /// The line of the text with a caret under the place; nil when there is no such line.
  public let excerpt: String?

  public init(
    _ code: ProblemCode, severity: Severity = .error, at position: SourcePosition, path: String = "",
    message: Label, remedy: Label, excerpt: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.position = position
    self.path = path
    self.message = message
    self.remedy = remedy
    self.excerpt = excerpt
  }

  public var file: String { position.file }
  public var line: Int { position.line }
  public var column: Int { position.column }
}

extension Problem: CustomStringConvertible {
  /// Place, message and remedy in both languages, then the excerpt.
  public var description: String { lines(in: nil).joined(separator: "\n") }

  /// The problem as lines for a terminal.
  ///
  /// - Parameter language: nil prints both languages.
  public func lines(in language: Language?) -> [String] {
    func text(_ label: Label) -> String { language.map { label[$0] } ?? label.description }
    let place = "\(file):\(line):\(column): "
    let head = place + (severity == .warning ? text(Self.warning) : "") + text(message)
    let excerptLines = excerpt?.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
    return [head] + (excerptLines ?? []) + ["  → " + text(remedy)]
  }

  private static let warning = Label(zh: "提醒：", en: "warning: ")
}

/// The problem for which a text could not be read at all.
public struct ReadingError: Error, Hashable, Sendable, CustomStringConvertible {
  public let problem: Problem

  public init(_ problem: Problem) { self.problem = problem }

  public var description: String { problem.description }
}
