import Foundation
import Serving
import Synchronization

/// What curl got.
struct Got: Sendable {
  let status: Int
  let head: String
  let body: String
  let bytes: Data
}

/// Asks a server by curl.
func curl(_ server: HTTPServer, _ path: String, _ options: String...) async throws -> Got {
  try await curl(server, path, options)
}

func curl(_ server: HTTPServer, _ path: String, _ options: [String]) async throws -> Got {
  let url = server.url + path
  return try await onThread {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
    process.arguments = ["-s", "-i", "--path-as-is", "--max-time", "200", "-H", "Expect:"] + options + [url]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let gap = data.range(of: Data("\r\n\r\n".utf8)) ?? data.endIndex..<data.endIndex
    let head = String(decoding: data[..<gap.lowerBound], as: UTF8.self)
    let bytes = Data(data[gap.upperBound...])
    return Got(
      status: head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0, head: head,
      body: String(decoding: bytes, as: UTF8.self), bytes: bytes)
  }
}

/// Runs what waits on a thread of its own, so that it does not hold up Swift's few.
func onThread<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
  try await withCheckedThrowingContinuation { done in
    Thread { done.resume(with: Swift.Result { try work() }) }.start()
  }
}
