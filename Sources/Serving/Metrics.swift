/// What the server counts, as text for Prometheus (exposition format 0.0.4).
public final class Metrics: Sendable {
  /// Upper ends of the classes of time, in seconds.
  static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  private struct Key: Hashable, Comparable {
    let route: String
    let method: String
    /// `2xx` and so on.
    let status: String

    static func < (left: Key, right: Key) -> Bool {
      (left.route, left.method, left.status) < (right.route, right.method, right.status)
    }
  }

  private struct Times {
    var counts = [Int](repeating: 0, count: bounds.count + 1)
    var seconds = 0.0
  }

  private struct State {
    var requests: [Key: Int] = [:]
    var times: [String: Times] = [:]
    var bytes = 0
    var cutOff = 0
  }

  private let state = Guarded(State())

  /// Counts a request that is over.
  ///
  /// - Parameter seconds: From the first line to the last byte; `nil` for a stream.
  func count(route: String, method: String, status: Int, bytes: Int, seconds: Double?, isWhole: Bool) {
    state.withLock { state in
      state.requests[Key(route: route, method: method, status: "\(status / 100)xx"), default: 0] += 1
      state.bytes += bytes
      if !isWhole { state.cutOff += 1 }
      guard let seconds else { return }
      let place = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
      state.times[route, default: Times()].counts[place] += 1
      state.times[route, default: Times()].seconds += seconds
    }
  }

  /// The text, with figures of the moment.
  func text(connections: Int, underWay: Int, streams: Int, waiting: Int) -> String {
    let now = state.withLock { $0 }
    var lines = [
      "# HELP shanshui_http_requests_total Requests by route, method and class of status.",
      "# TYPE shanshui_http_requests_total counter",
    ]
    for (key, count) in now.requests.sorted(by: { $0.key < $1.key }) {
      lines.append(
        "shanshui_http_requests_total{\(Self.label("route", key.route)),\(Self.label("method", key.method)),"
          + "\(Self.label("status", key.status))} \(count)")
    }
    lines += Self.histogram(now.times)
    lines += Self.single("response_bytes_total", "counter", "Bytes behind the heads of answers.", now.bytes)
    lines += Self.single("cut_off_total", "counter", "Requests that ended before their answer.", now.cutOff)
    lines += Self.single("open_connections", "gauge", "Open connections.", connections)
    lines += Self.single("requests_under_way", "gauge", "Requests under way.", underWay)
    lines += Self.single("event_streams", "gauge", "Streams of events under way.", streams)
    lines += Self.single("waiting_work", "gauge", "Pieces of work that wait for a thread.", waiting)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func histogram(_ times: [String: Times]) -> [String] {
    let name = "shanshui_http_request_seconds"
    var lines = [
      "# HELP \(name) From the first line of a request to the last byte of its answer.",
      "# TYPE \(name) histogram",
    ]
    for (route, times) in times.sorted(by: { $0.key < $1.key }) {
      var sum = 0
      for (bound, count) in zip(bounds.map { "\($0)" } + ["+Inf"], times.counts) {
        sum += count
        lines.append("\(name)_bucket{\(label("route", route)),le=\"\(bound)\"} \(sum)")
      }
      lines.append("\(name)_sum{\(label("route", route))} \(times.seconds)")
      lines.append("\(name)_count{\(label("route", route))} \(sum)")
    }
    return lines
  }

  private static func single(_ name: String, _ kind: String, _ help: String, _ value: Int) -> [String] {
    [
      "# HELP shanshui_http_\(name) \(help)", "# TYPE shanshui_http_\(name) \(kind)",
      "shanshui_http_\(name) \(value)",
    ]
  }

  private static func label(_ name: String, _ value: String) -> String {
    let plain = value.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : $0 == "\n" ? "\\n" : "\($0)" }.joined()
    return "\(name)=\"\(plain)\""
  }
}
