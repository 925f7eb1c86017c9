internal import Dispatch
internal import Glibc
internal import Synchronization

/// A log of one JSON line per request or failure. Queries, bodies and header fields never stand in it.
public final class RequestLog: Sendable {
  private let descriptor: Int32
  private let queue = DispatchQueue(label: "log")
  private let waiting = Atomic<Int>(0)
  private let lost = Atomic<Int>(0)
  /// What may wait for a slow disk before lines are dropped; a full disk must not stop the service.
  private static let mostWaiting = 16 << 20

  /// A log at an open file, which stays open.
  public init(descriptor: Int32) { self.descriptor = descriptor }

  /// A log at the end of a file, which is made when it is missing; `nil` when it cannot be written.
  public convenience init?(path: String) {
    let opened = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
    guard opened >= 0 else { return nil }
    self.init(descriptor: opened)
  }

  /// Writes one line.
  ///
  /// - Parameter fields: Names and values in their order; the moment is put in front.
  public func write(_ fields: [(String, Value)]) {
    var text = "{\"time\":\"\(Self.moment())\""
    for (name, value) in fields { text += ",\"\(name)\":\(value.json)" }
    let line = Array((text + "}\n").utf8)
    guard waiting.load(ordering: .relaxed) < Self.mostWaiting else {
      lost.add(1, ordering: .relaxed)
      return
    }
    waiting.add(line.count, ordering: .relaxed)
    queue.async { [self] in
      put(line)
      waiting.subtract(line.count, ordering: .relaxed)
      let missing = lost.exchange(0, ordering: .relaxed)
      if missing > 0 { put(Array("{\"time\":\"\(Self.moment())\",\"lostLines\":\(missing)}\n".utf8)) }
    }
  }

  /// Waits until all lines are written.
  public func flush() { queue.sync {} }

  private func put(_ line: [UInt8]) {
    var rest = line[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// `2026-11-21T10:30:00.123Z`
  private static func moment() -> String {
    var (time, parts) = (timespec(), tm())
    clock_gettime(CLOCK_REALTIME, &time)
    gmtime_r(&time.tv_sec, &parts)
    let digits = { (number: Int, width: Int) in
      let text = String(number)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    let day = [
      digits(Int(parts.tm_year) + 1900, 4), digits(Int(parts.tm_mon) + 1, 2), digits(Int(parts.tm_mday), 2),
    ]
    let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { digits(Int($0), 2) }
    return day.joined(separator: "-") + "T" + clock.joined(separator: ":")
      + "." + digits(time.tv_nsec / 1_000_000, 3) + "Z"
  }

  /// A value of a field.
  public enum Value: Sendable {
    case text(String)
    case whole(Int)
    /// Thousandths, written with three digits behind the point.
    case thousandths(Int)

    var json: String {
      switch self {
      case .text(let text): Self.quoted(text)
      case .whole(let number): "\(number)"
      case .thousandths(let number):
        "\(number / 1000)." + String(repeating: "0", count: 3 - "\(number % 1000)".count) + "\(number % 1000)"
      }
    }

    private static func quoted(_ text: String) -> String {
      var result = "\""
      for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        // Line separators too: some readers of logs break lines there.
        case _
        where scalar.value < 32 || scalar.value == 127 || scalar.value == 0x2028 || scalar.value == 0x2029:
          let hex = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        default: result.unicodeScalars.append(scalar)
        }
      }
      return result + "\""
    }
  }
}
