import CMicrohttpd
import Glibc

/// An open file that is closed when nobody needs it.
final class OpenFile: Sendable {
  let descriptor: Int32
  let size: Int
  /// Seconds since 1970.
  let changed: Int
  /// Tells this content of the file from every other: size and moment of change in nanoseconds.
  let tag: String

  /// Opens a file.
  ///
  /// - Throws: ``Fault/notFound`` when there is no file, or no plain one.
  init(_ path: String) throws(Fault) {
    let opened = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    guard opened >= 0 else { throw .notFound }
    var facts = stat()
    guard fstat(opened, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      close(opened)
      throw .notFound
    }
    (descriptor, size, changed) = (opened, Int(facts.st_size), facts.st_mtim.tv_sec)
    tag =
      "\"\(String(facts.st_size, radix: 16))-\(String(facts.st_mtim.tv_sec, radix: 16))"
      + "-\(String(facts.st_mtim.tv_nsec, radix: 16))-\(String(facts.st_ino, radix: 16))\""
  }

  deinit { close(descriptor) }

  /// A descriptor of its own for somebody who will close it; negative when the system has none left.
  func copy() -> Int32 { fcntl(descriptor, F_DUPFD_CLOEXEC, 0) }
}

/// An answer with everything looked up that may take time, ready to be sent.
struct PreparedAnswer: Sendable {
  enum Content: Sendable {
    case bytes([UInt8])
    case part(OpenFile, first: Int, length: Int)
    case events(AsyncStream<ServerEvent>)
  }

  var status: Int
  var headers: [NamedValue]
  var content: Content

  /// How many bytes stand behind the head; `nil` for a stream.
  var length: Int? {
    switch content {
    case .bytes(let bytes): bytes.count
    case .part(_, _, let length): length
    case .events: nil
    }
  }

  /// Prepares a response to a request: conditions, ranges, files opened.
  ///
  /// - Throws: ``Fault/notFound`` for a file that is not there.
  init(_ response: HTTPResponse, for method: HTTPMethod, _ asked: [String: String]) throws(Fault) {
    (status, headers) = (response.status, response.headers)
    switch response.body {
    case .bytes(let bytes):
      content = .bytes(bytes)
      let tag = response.header("etag") ?? ""
      if status == 200, method.isSafe, Precondition.isUnchanged(asked, tag: tag, changed: nil) {
        notModified()
      }
    case .events(let stream):
      content = .events(stream)
      headers += [
        NamedValue("Content-Type", "text/event-stream; charset=utf-8"),
        NamedValue("Cache-Control", "no-store"),
        // Tells nginx to pass each event on at once.
        NamedValue("X-Accel-Buffering", "no"),
      ]
    case .file(let path):
      content = .bytes([])
      try take(OpenFile(path), asked, safe: method.isSafe)
    }
  }

  /// An answer that needs no preparation.
  init(fault response: HTTPResponse) {
    (status, headers) = (response.status, response.headers)
    if case .bytes(let bytes) = response.body { content = .bytes(bytes) } else { content = .bytes([]) }
  }

  private mutating func take(_ file: OpenFile, _ asked: [String: String], safe: Bool) {
    let given = headers.first { $0.name.lowercased() == "etag" }?.value
    let tag = given ?? file.tag
    if given == nil { headers.append(NamedValue("ETag", tag)) }
    headers += [
      NamedValue("Last-Modified", HTTPDate.text(file.changed)), NamedValue("Accept-Ranges", "bytes"),
    ]
    content = .part(file, first: 0, length: file.size)
    guard status == 200, safe else { return }
    if Precondition.isUnchanged(asked, tag: tag, changed: file.changed) { return notModified() }
    guard Precondition.allowsPart(asked, tag: tag, changed: file.changed) else { return }
    switch ByteRange(asked["range"], size: file.size) {
    case .whole: break
    case .part(let first, let last):
      status = 206
      headers.append(NamedValue("Content-Range", "bytes \(first)-\(last)/\(file.size)"))
      content = .part(file, first: first, length: last - first + 1)
    case .unsatisfiable:
      status = 416
      headers.removeAll { $0.name.lowercased() == "content-type" }
      headers.append(NamedValue("Content-Range", "bytes */\(file.size)"))
      content = .bytes([])
    }
  }

  private mutating func notModified() {
    status = 304
    headers.removeAll { $0.name.lowercased() == "content-type" }
    content = .bytes([])
  }

  /// Whether each field can stand in a head: a line break would begin a field of its own.
  var isWellFormed: Bool {
    headers.allSatisfy { field in
      !field.name.isEmpty && (field.name + field.value).utf8.allSatisfy { $0 >= 32 && $0 != 127 }
    }
  }
}
