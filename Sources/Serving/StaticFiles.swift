internal import CCrypto
internal import Foundation

/// The files of a folder, as they lay there when the server began. Only these are served: nothing that a
/// path might say reaches another file.
public struct StaticFiles: Sendable {
  private struct File: Sendable {
    let path: String
    let type: String
    /// The first 32 hexadecimal digits of the SHA-256 of what is in it.
    let digest: String
    /// Whether `name.gz` lies beside it.
    let isPacked: Bool
  }

  private let files: [String: File]

  /// Looks through a folder and its folders.
  ///
  /// Files whose names begin with a dot are left out.
  public init(_ folder: String) {
    var found: [String: File] = [:]
    let root = URL(fileURLWithPath: folder).resolvingSymlinksInPath()
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: root.path)) ?? []
    for name in names where !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
      let path = root.appendingPathComponent(name).path
      guard let data = FileManager.default.contents(atPath: path) else { continue }
      found[name] = File(
        path: path, type: MediaType.of(name), digest: Self.digest(data),
        isPacked: FileManager.default.fileExists(atPath: path + ".gz"))
    }
    files = found
  }

  /// How many files there are.
  public var count: Int { files.count }

  /// The path of a file below `prefix` with its digest, which may be kept for ever; the bare path where
  /// there is no such file.
  public func address(_ name: String, below prefix: String) -> String {
    prefix + "/" + name + (files[name].map { "?v=\($0.digest.prefix(12))" } ?? "")
  }

  /// The route of the files, as `/assets/{file...}`.
  public func route(_ prefix: String) -> Route {
    Route(.get, prefix + "/{file...}") { request, values in
      try answer(
        values["file"], version: request.query("v"), accepts: request.header("accept-encoding") ?? "")
    }
  }

  private func answer(_ name: String, version: String?, accepts: String) throws -> HTTPResponse {
    guard let file = files[name] else { throw Fault.notFound }
    let isPacked = file.isPacked && Self.acceptsGzip(accepts)
    // A path with the file's own digest never changes its content; all others are asked for anew.
    let isOwn = version == String(file.digest.prefix(12))
    var response = HTTPResponse(
      200,
      headers: [
        NamedValue("Content-Type", file.type),
        NamedValue("ETag", "\"\(file.digest)\(isPacked ? "-gz" : "")\""),
        NamedValue("Cache-Control", isOwn ? "public, max-age=31536000, immutable" : "no-cache"),
        NamedValue("X-Content-Type-Options", "nosniff"),
      ], body: .file(path: isPacked ? file.path + ".gz" : file.path))
    if file.isPacked { response = response.with("Vary", "Accept-Encoding") }
    return isPacked ? response.with("Content-Encoding", "gzip") : response
  }

  /// Whether a client takes gzip (RFC 9110, section 12.5.3): named, and not with the weight nought.
  static func acceptsGzip(_ field: String) -> Bool {
    field.lowercased().split(separator: ",").contains { part in
      let words = part.split(separator: ";").map { $0.filter { $0 != " " } }
      guard words.first == "gzip" else { return false }
      return !words.dropFirst().contains {
        $0.hasPrefix("q=0") && !$0.contains(where: { "123456789".contains($0) })
      }
    }
  }

  private static func digest(_ data: Data) -> String {
    var bytes = [UInt8](repeating: 0, count: 32)
    data.withUnsafeBytes { _ = EVP_Digest($0.baseAddress, $0.count, &bytes, nil, EVP_sha256(), nil) }
    return bytes.prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
