public import Law

/// Something that `check` found: in the region file, in the data, or between them.
public struct Finding: Hashable, Sendable {
  /// How much a finding weighs.
  public enum Severity: String, Hashable, Sendable {
    /// The account is refused while it stands.
    case error
    /// The account is made, and marked.
    case warning
    /// Worth knowing.
    case note
  }

  public let severity: Severity
  /// Lasting name of the kind, like `data.implausible-mean`.
  public let code: String
  /// What it is about: an input, a file, an indicator.
  public let subject: String
  public let message: Label
  public let remedy: Label

  public init(_ severity: Severity, code: String, subject: String, message: Label, remedy: Label) {
    self.severity = severity
    self.code = code
    self.subject = subject
    self.message = message
    self.remedy = remedy
  }

  /// Two lines for a terminal.
  public var lines: [String] {
    let mark =
      switch severity {
      case .error: "错误 error"
      case .warning: "提醒 warning"
      case .note: "说明 note"
      }
    return ["[\(mark)] \(subject)：\(message)", "    → \(remedy)"]
  }
}
