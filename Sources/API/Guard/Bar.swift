public import Law

/// Why a request is not let through.
public enum Bar: Error, Hashable, Sendable {
  /// Nobody has logged in.
  case nobody
  /// The table does not allow it.
  case forbidden
  /// Nothing is there, or nothing that may be seen.
  case nothing
  /// A form that does not come out of an own page.
  case foreignForm
  /// More bytes than any form has.
  case tooLarge
  /// What was sent cannot be read.
  case unreadable(Label)
  /// The registry is not founded yet.
  case notFounded
  /// The store has a fault.
  case outOfOrder

  /// The status of HTTP.
  public var status: Int {
    switch self {
    case .nobody: 401
    case .forbidden, .foreignForm: 403
    case .nothing: 404
    case .tooLarge: 413
    case .unreadable: 400
    case .notFounded, .outOfOrder: 503
    }
  }

  /// The lasting code.
  public var code: String {
    switch self {
    case .nobody: "access.nobody"
    case .forbidden: "access.forbidden"
    case .nothing: "access.nothing"
    case .foreignForm: "access.foreign-form"
    case .tooLarge: "access.too-large"
    case .unreadable: "access.unreadable"
    case .notFounded: "access.not-founded"
    case .outOfOrder: "access.out-of-order"
    }
  }

  /// What it says to people.
  public var label: Label {
    switch self {
    case .nobody: Label(zh: "请先登录", en: "log in first")
    case .forbidden: Label(zh: "您的角色不能办理此事", en: "your roles do not allow this")
    case .nothing: Label(zh: "没有此项，或您无权查看", en: "there is nothing here, or nothing that you may see")
    case .foreignForm: Label(zh: "表单已过期，请重新打开页面再提交", en: "the form has expired: open the page again")
    case .tooLarge: Label(zh: "提交的内容过大", en: "too much was sent")
    case .unreadable(let label): label
    case .notFounded: Label(zh: "登记簿尚未建立", en: "the registry is not founded yet")
    case .outOfOrder: Label(zh: "登记簿暂不可用，请稍后再试", en: "the registry is out of order: try again later")
    }
  }
}
