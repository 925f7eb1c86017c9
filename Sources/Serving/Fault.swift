/// Why no handler answered a request.
public enum Fault: Error, Hashable, Sendable {
  /// The request cannot be read.
  case unreadable(Unreadable)
  case notFound
  /// The path is known, but not with this method; these are.
  case otherMethod([HTTPMethod])
  /// No path knows this method.
  case unknownMethod
  /// The body is longer than so many bytes.
  case tooLarge(limit: Int)
  /// Too much is asked at once.
  case tooBusy
  /// The server is about to stop.
  case stopping
  /// A handler failed; the number stands in the log.
  case failed(number: String)

  /// What is wrong with a request.
  public enum Unreadable: String, Sendable {
    case target = "path with .., a control character or a broken percent sign"
    case query = "query with a broken percent sign"
    case length = "length given twice or unclear"
    case host = "no host, or no readable one"
  }

  /// The status of the answer (RFC 9110, section 15).
  public var status: Int {
    switch self {
    case .unreadable: 400
    case .notFound: 404
    case .otherMethod: 405
    case .unknownMethod: 501
    case .tooLarge: 413
    case .tooBusy, .stopping: 503
    case .failed: 500
    }
  }

  /// A lasting word for programs.
  public var code: String {
    switch self {
    case .unreadable: "http.unreadable"
    case .notFound: "http.not-found"
    case .otherMethod: "http.other-method"
    case .unknownMethod: "http.unknown-method"
    case .tooLarge: "http.too-large"
    case .tooBusy: "http.too-busy"
    case .stopping: "http.stopping"
    case .failed: "http.failed"
    }
  }

  /// What, and what to do, in Chinese.
  public var zh: String {
    switch self {
    case .unreadable(.target): "地址读不懂：含有 ..、控制字符或残缺的百分号；请检查链接。"
    case .unreadable(.query): "问号之后的参数读不懂：百分号残缺；请检查链接。"
    case .unreadable(.length): "请求的长度写得不清楚；请换一个程序再试。"
    case .unreadable(.host): "请求没有写明主机名；请换一个程序再试。"
    case .notFound: "这里没有这一页；请检查地址，或从首页找起。"
    case .otherMethod(let known): "这个地址只接受 \(known.map(\.rawValue).joined(separator: "、"))。"
    case .unknownMethod: "没有这种请求方法。"
    case .tooLarge(let limit): "内容太长，最多 \(limit) 字节；请分几次提交。"
    case .tooBusy: "此刻请求太多，请稍等几秒再试。"
    case .stopping: "服务正在停下，请稍后再试。"
    case .failed(let number): "程序出错，未能完成；请把编号 \(number) 告诉管理员，日志里记有原因。"
    }
  }

  /// What, and what to do, in English.
  public var en: String {
    switch self {
    case .unreadable(.target):
      "The address cannot be read: .., a control character or a broken percent sign; look at the link."
    case .unreadable(.query): "The query cannot be read: a percent sign is broken; look at the link."
    case .unreadable(.length): "The request's length is unclear; try another program."
    case .unreadable(.host): "The request names no host; try another program."
    case .notFound: "There is no such page here; look at the address, or start from the first page."
    case .otherMethod(let known):
      "This address knows only \(known.map(\.rawValue).joined(separator: ", "))."
    case .unknownMethod: "There is no such method."
    case .tooLarge(let limit): "The content is too long, at most \(limit) bytes; send it in parts."
    case .tooBusy: "Too much is asked at this moment; try again in a few seconds."
    case .stopping: "The server is stopping; try again later."
    case .failed(let number):
      "The program failed; tell the administrator the number \(number), the log has the reason."
    }
  }
}
