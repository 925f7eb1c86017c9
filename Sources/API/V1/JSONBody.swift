internal import Law
internal import Serving

/// The values of fields out of a JSON body: texts, and rows as arrays of objects.
struct JSONBody {
  let values: [String: String]

  /// Reads a body; quantities must be texts, since JSON's numbers lose digits.
  init(_ request: HTTPRequest) throws(Bar) {
    let type = request.header("content-type") ?? ""
    guard type.hasPrefix("application/json") else {
      throw .unreadable(Label(zh: "请求体须为 application/json", en: "the body must be application/json"))
    }
    guard let text = String(validating: request.body, as: UTF8.self),
      let json = try? JSONValue.parse(text, file: "body"), case .object(let members) = json
    else {
      throw .unreadable(Label(zh: "请求体不是 JSON 对象", en: "the body is no JSON object"))
    }
    var values: [String: String] = [:]
    for (name, value) in members { try Self.put(value, name, into: &values) }
    self.values = values
  }

  private static func put(
    _ value: JSONValue, _ name: String, into values: inout [String: String]
  ) throws(Bar) {
    switch value {
    case .string(let text): values[name] = text
    case .bool(let flag): values[name] = flag ? "true" : "false"
    case .null: break
    case .array(let rows) where !name.contains("."):
      for (place, row) in rows.enumerated() {
        guard case .object(let columns) = row else { throw wrong(name) }
        for (column, cell) in columns { try put(cell, "\(name).\(place).\(column)", into: &values) }
      }
    default: throw wrong(name)
    }
  }

  private static func wrong(_ name: String) -> Bar {
    .unreadable(
      Label(
        zh: "“\(name)”应为文字（数量也写成文字，如 \"12.5\"）",
        en: "\(name) must be a text (quantities too: \"12.5\")"))
  }
}

extension HTTPResponse {
  /// A JSON document.
  static func json(_ value: JSONValue, status: Int = 200) -> HTTPResponse {
    .text(value.canonical() + "\n", status: status, type: "application/json")
  }

  /// A JSON document of a state of the registry, not sent again to who has it (RFC 9110, section 13.1.2).
  static func json(_ value: JSONValue, at sequence: UInt64, for request: HTTPRequest) -> HTTPResponse {
    let tag = "\"\(sequence)\""
    let known = (request.header("if-none-match") ?? "").split(separator: ",").map {
      $0.drop { $0 == " " }
    }
    let response = known.contains { $0 == tag } ? HTTPResponse(304) : json(value)
    return response.with("ETag", tag)
  }
}

extension HTTPRequest {
  /// A whole number of the query within bounds; the given one when it is not asked for.
  func number(_ name: String, in bounds: ClosedRange<Int>, else usual: Int) throws(Bar) -> Int {
    guard let text = query(name) else { return usual }
    guard let number = Int(text), bounds.contains(number) else {
      throw .unreadable(
        Label(
          zh: "\(name) 为 \(bounds.lowerBound) 至 \(bounds.upperBound) 的整数",
          en: "\(name) is a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"))
    }
    return number
  }
}
