import Law
import Reports
import Serving
import Web

/// What is answered where no handler does: problems for programs (RFC 9457), pages for people.
func faultResponse(_ request: HTTPRequest?, _ fault: Fault) -> HTTPResponse {
  guard let request, !isProgram(request) else { return problem(fault) }
  let frame = PageFrame(request)
  return frame.page(
    "\(fault.status)", status: fault.status,
    [
      tag("h1", [:], .text("\(fault.status)")), tag("p", [:], .text(frame.say(fault.zh, fault.en))),
      tag("p", [:], tag("a", ["href": "/"], .text(frame.say("回首页", "To the first page")))),
    ])
}

private func isProgram(_ request: HTTPRequest) -> Bool {
  request.path.hasPrefix("/api") || !(request.header("accept") ?? "").contains("text/html")
}

private func problem(_ fault: Fault) -> HTTPResponse {
  let body = JSONValue.object([
    ("type", .string("urn:shanshui:fault:" + fault.code)), ("title", .string(fault.en)),
    ("status", .number(Double(fault.status))), ("detail", .string(fault.zh)), ("code", .string(fault.code)),
  ])
  return .text(body.canonical() + "\n", status: fault.status, type: "application/problem+json")
}
