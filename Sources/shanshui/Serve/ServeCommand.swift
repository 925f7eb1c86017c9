import Foundation
import Serving

/// `shanshui serve`
enum ServeCommand: Command {
  static let name = "serve"
  static let summary = "网页与接口：核算、登记簿 · pages and API of accounts and of a registry"
  static let options: [Option] =
    [.value("--accounts"), .value("--address"), .value("--port"), .value("--log"), .flag("--behind-proxy")]
    + ServedRegistry.options
  static let help = [
    "shanshui serve [--accounts DIR] [--registry PLACE] [--address A] [--port N] [--log FILE]", "",
    "--accounts DIR    核算文件夹所在的文件夹，默认 out · the folder of account folders, else out",
    "--registry PLACE  登记簿文件或 postgresql:// 地址；还没有的，网页引导设立",
    "                  a registry's file or postgresql:// address; one not there is founded in the browser",
    "--access FILE     登录文件，默认在登记簿旁 · the file of log-ins, else beside the registry",
    "--rules DIR, --calendar DIR   新登记簿采用的规则与日历 · what a new registry adopts",
    "--keys DIR --passphrase-file FILE   签发账户声明的密钥 · the keys that sign statements",
    "--withdrawn LIST  已撤回声明的签名名单，查验页据此核对 · the signed list of withdrawn statements, for /check",
    "--address A       监听的地址，默认 127.0.0.1（只有本机能连）· where to listen; by default this machine alone",
    "--port N          端口，默认 8080；0 为任一空闲端口 · the port, else 8080; 0 for any free one",
    "--log FILE        每个请求一行 JSON，默认写到标准错误 · one line of JSON per request, else to standard error",
    "--behind-proxy    前面有 nginx：信其转达的来访地址 · nginx stands in front: it says for whom it asks",
    "--behind-tls      前面的代理终止 TLS：登录凭据只经 TLS 发送 · TLS ends in front: cookies go by TLS alone",
    "", "SIGTERM 或 Ctrl-C：不再接新请求，答完已接的再退出。/healthz 是否在；/metrics 供 Prometheus。",
    "SIGTERM or Ctrl-C: takes no new requests, answers those taken, then ends. See docs/serving.md.",
    "",
    "  shanshui serve --accounts out",
    "  shanshui serve --accounts out --registry registry.db --port 9000",
    "  shanshui serve --accounts /srv/accounts --registry postgresql:///registry --access /srv/access.db \\",
    "    --behind-proxy --behind-tls --log /var/log/shanshui/requests.log", "",
    "退出码 Exit codes: 0 stopped as asked, 1 cannot listen or open, 2 wrong usage",
  ]

  static func run(_ arguments: Arguments) throws -> ExitCode {
    guard arguments.operands.isEmpty else {
      throw UsageError(
        message: "serve 不接 “\(arguments.operands[0])” · serve takes no ‘\(arguments.operands[0])’")
    }
    let settings = try settings(arguments)
    let signals = EndSignals()
    let site = try Site(arguments)
    defer { site.close() }
    let server = try HTTPServer(site.routes, settings)
    Terminal.write(announcement(server, site))
    signals.wait()
    Terminal.complain(["正在停下：答完已接的请求 · stopping: requests taken are answered first"])
    return finish(server) ? .done : .failed
  }

  private static func settings(_ arguments: Arguments) throws -> ServerSettings {
    var settings = ServerSettings()
    settings.address = arguments["--address"] ?? settings.address
    guard let port = UInt16(exactly: try arguments.int("--port", least: 0) ?? 8080) else {
      throw UsageError(message: "--port 为 0 至 65535 · --port is 0 to 65535")
    }
    settings.port = port
    if let path = arguments["--log"] {
      guard let log = RequestLog(path: path) else {
        throw UsageError(message: "日志 \(path) 不能写 · the log \(path) cannot be written")
      }
      settings.log = log
    } else {
      settings.log = RequestLog(descriptor: STDERR_FILENO)
    }
    if arguments.has("--behind-proxy") {
      settings.proxies = ["127.0.0.1", "::1"]
      settings.connectionsPerAddress = 0
    }
    settings.faultPage = faultResponse
    return settings
  }

  private static func announcement(_ server: HTTPServer, _ site: Site) -> [String] {
    site.notice + [
      "山水已在 \(server.url) 开门（Ctrl-C 停下）", "Shanshui listens at \(server.url) (Ctrl-C stops it)",
    ]
  }

  /// Stops the server from the thread of the program, which has nothing else to do.
  private static func finish(_ server: HTTPServer) -> Bool {
    let done = DispatchSemaphore(value: 0)
    let outcome = StopOutcome()
    Task.detached {
      outcome.isWhole = await server.stop()
      done.signal()
    }
    done.wait()
    return outcome.isWhole
  }
}

/// Written before the semaphore is raised, read after.
private final class StopOutcome: @unchecked Sendable {
  var isWhole = false
}

/// SIGTERM and SIGINT, waited for instead of died of.
final class EndSignals {
  private let raised = DispatchSemaphore(value: 0)
  private let sources: [any DispatchSourceSignal]

  init() {
    let queue = DispatchQueue(label: "signals")
    sources = [SIGTERM, SIGINT].map { number in
      // The system's own way of taking them is to end the program.
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: queue)
    }
    for source in sources {
      source.setEventHandler { [raised] in raised.signal() }
      source.resume()
    }
  }

  func wait() { raised.wait() }
}
