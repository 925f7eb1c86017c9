internal import AccountFiles
internal import Law
internal import Serving

/// Why features or accounts are not given.
enum FeatureProblem: Error, Hashable, Sendable {
  case unknownParameter(String)
  /// A parameter and what may stand in it.
  case badParameter(String, String)
  case noCollection
  case noFeature
  /// There is no such account or file.
  case noAccount
  /// An account is there and cannot be read; its lasting code.
  case damaged(String)

  /// An account could not be opened.
  init(_ error: AccountFolderError) {
    switch error {
    case .folderMissing, .noAccount, .notAFolder, .fileMissing: self = .noAccount
    default: self = .damaged(error.code)
    }
  }

  /// As RFC 9457 has it; no path of the server is told.
  var response: HTTPResponse {
    let (status, code, label) = parts
    let body = JSONValue.object([
      ("type", .string("urn:shanshui:problem:" + code)), ("title", .string(label.en)),
      ("status", .number(Double(status))), ("detail", .string(label.zh)), ("code", .string(code)),
    ])
    return .text(body.canonical() + "\n", status: status, type: "application/problem+json")
  }

  private var parts: (Int, String, Label) {
    switch self {
    case .unknownParameter(let name):
      (400, "features.unknown-parameter", Label(zh: "没有参数 “\(name)”", en: "there is no parameter ‘\(name)’"))
    case .badParameter(let name, let wanted):
      (
        400, "features.bad-parameter",
        Label(zh: "参数 \(name) 应写 \(wanted)", en: "the parameter \(name) wants \(wanted)")
      )
    case .noCollection:
      (404, "features.no-collection", Label(zh: "没有这个要素集", en: "there is no such collection"))
    case .noFeature: (404, "features.no-feature", Label(zh: "没有这个要素", en: "there is no such feature"))
    case .noAccount: (404, "accounts.missing", Label(zh: "没有这份核算或文件", en: "there is no such account or file"))
    case .damaged(let code):
      (500, code, Label(zh: "这份核算读不出，请管理员查看", en: "the account cannot be read; an administrator can see why"))
    }
  }
}
