/// Why a document was not set, in the order of the checks.
public enum PaperError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No font of the system has Chinese characters.
  case noFont
  /// A figure could not be drawn.
  case picture(reason: String)
  /// The library of drawing failed.
  case drawing(reason: String)

  /// A lasting code.
  public var code: String {
    switch self {
    case .noFont: "papers.no-font"
    case .picture: "papers.picture"
    case .drawing: "papers.drawing"
    }
  }

  public var description: String {
    let text =
      switch self {
      case .noFont:
        "系统没有中文字体，请安装 fonts-noto-cjk · no font with Chinese characters; install fonts-noto-cjk"
      case .picture(let reason): "插图画不出（a figure cannot be drawn）：\(reason)"
      case .drawing(let reason): "PDF 写不出（the PDF cannot be drawn）：\(reason)"
      }
    return "\(text) [\(code)]"
  }
}
