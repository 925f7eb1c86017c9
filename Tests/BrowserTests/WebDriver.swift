import Foundation

/// A small client of the WebDriver protocol (W3C WebDriver 2) over `chromedriver`.
final class WebDriver {
  /// What the driver refused.
  struct Refusal: Error, CustomStringConvertible {
    let description: String
  }

  private let process: Process
  private let connection: DriverConnection

  /// Both are Debian packages, `chromium` and `chromium-driver`.
  static let programs = ["/usr/bin/chromium", "/usr/bin/chromedriver"]
  static let isThere = programs.allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }

  /// Starts the driver on a free port.
  init() throws {
    let said = Pipe()
    process = Process()
    process.executableURL = URL(fileURLWithPath: Self.programs[1])
    process.arguments = ["--port=0"]
    // Dates in fields are written as the browser's own language does.
    process.environment = ProcessInfo.processInfo.environment.merging(["LANGUAGE": "zh_CN"]) { $1 }
    process.standardOutput = said
    process.standardError = FileHandle.nullDevice
    try process.run()
    // "ChromeDriver was started successfully on port 40123."
    var text = ""
    while !text.contains("successfully on port ") || !text.hasSuffix("\n") {
      let more = said.fileHandleForReading.availableData
      guard !more.isEmpty else { throw Refusal(description: "chromedriver: \(text)") }
      text += String(decoding: more, as: UTF8.self)
    }
    let port = text.split(separator: "successfully on port ").last?.prefix { $0.isNumber } ?? ""
    connection = DriverConnection(port: UInt16(port) ?? 0)
  }

  /// Tests run on threads that block signals, and a process inherits that: nothing milder would reach it.
  deinit {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Sends one command.
  ///
  /// - Returns: The member `value` of what is answered.
  /// - Throws: ``Refusal`` with the driver's words.
  func send(_ method: String, _ path: String, _ body: [String: Any]? = nil) throws -> Any? {
    let sent = method == "POST" ? try JSONSerialization.data(withJSONObject: body ?? [:]) : Data()
    let (status, data) = try connection.exchange(method, path, sent)
    let answer = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    guard status == 200 else { throw Refusal(description: String(decoding: data.prefix(600), as: UTF8.self)) }
    return answer?["value"]
  }
}
