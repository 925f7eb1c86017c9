internal import Journal
internal import Law
internal import RegistryDesk
internal import Serving

/// Why a program does not get what it asked for (RFC 9457).
struct Problem {
  let status: Int
  let code: String
  let label: Label
  /// Further members.
  var members: [(String, JSONValue)] = []

  init(_ bar: Bar) { (status, code, label) = (bar.status, bar.code, bar.label) }

  init(_ status: Int, _ code: String, _ label: Label) {
    (self.status, self.code, self.label) = (status, code, label)
  }

  /// A refusal of the registry: its lasting code, figures and names, and the step of a chain.
  init(_ refusal: Refusal, _ receipt: Receipt) {
    self.init(422, RefusalTexts.code(of: refusal), RefusalTexts.label(of: refusal))
    members = [
      ("entry", .optional(receipt.sequence.map { "\($0)" })), ("rule", .string("\(refusal.number)")),
      ("step", .string("\(refusal.step)")),
      ("figures", .array(refusal.figures.map { .string("\($0)") })),
      ("names", .array(refusal.names.map { .string($0) })),
      ("figure_texts", .array(receipt.figures.map { JSONValue($0) })),
    ]
  }

  var response: HTTPResponse {
    let body = JSONValue.object(
      [
        ("type", .string("urn:shanshui:refusal:" + code)), ("title", .string(label.en)),
        ("status", .number(Double(status))), ("detail", .string(label.zh)), ("code", .string(code)),
      ] + members)
    let response = HTTPResponse.text(
      body.canonical() + "\n", status: status, type: "application/problem+json")
    return status == 401 ? response.with("WWW-Authenticate", "Bearer realm=\"shanshui\"") : response
  }
}
