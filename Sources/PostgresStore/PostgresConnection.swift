import CPostgres
import Dispatch
import Glibc
import Journal
import Store

/// One connection to a server, used by one thread at a time.
final class PostgresConnection {
  /// What is asked: words, and the values of their places.
  struct Request {
    let text: String
    var values: [PostgresValue] = []
  }

  private let handle: OpaquePointer
  /// Seconds without any sign of the server until it counts as lost.
  private let patience: Int
  private var prepared: [String: String] = [:]
  private var isOpen = true

  init(_ address: String, patience: Int) throws(StoreFault) {
    guard let handle = PQconnectdb(address) else { throw StoreFault(.unreachable, "no memory") }
    self.handle = handle
    self.patience = patience
    guard PQstatus(handle) == CONNECTION_OK else { throw lost() }
    PQsetNoticeProcessor(handle, { _, _ in }, nil)
    guard PQsetnonblocking(handle, 1) == 0, PQsetClientEncoding(handle, "UTF8") == 0 else { throw lost() }
  }

  deinit { close() }

  func close() {
    guard isOpen else { return }
    isOpen = false
    PQfinish(handle)
  }

  /// The server's number for this connection.
  var backend: Int32 { isOpen ? PQbackendPID(handle) : 0 }

  /// Asks one thing with values.
  @discardableResult
  func ask(_ text: String, _ cells: [Cell] = []) throws(StoreFault) -> [[Cell]] {
    try ask(Request(text: text, values: cells.map { PostgresValue($0) })).rows
  }

  func ask(_ request: Request) throws(StoreFault) -> PostgresAnswer {
    guard isOpen else { throw StoreFault(.closed, "connection") }
    try prepare(request)
    try send(request)
    return try answer()
  }

  /// Runs statements without values, in one transaction of their own unless they say otherwise.
  func run(_ text: String) throws(StoreFault) {
    guard isOpen else { throw StoreFault(.closed, "connection") }
    guard PQsendQuery(handle, text) == 1 else { throw lost() }
    _ = try answer()
  }

  /// A whole number that the server answers; 0 when it answers none.
  func number(_ text: String, _ cells: [Cell] = []) throws(StoreFault) -> Int64 {
    guard case .integer(let value)? = try ask(text, cells).first?.first else { return 0 }
    return value
  }

  /// Sends everything at once and waits once. The first fault is thrown; what follows it is not done.
  func pipeline(_ requests: [Request]) throws(StoreFault) -> [PostgresAnswer] {
    guard isOpen else { throw StoreFault(.closed, "connection") }
    for request in requests { try prepare(request) }
    guard PQenterPipelineMode(handle) == 1 else { throw lost() }
    for request in requests { try send(request) }
    guard PQpipelineSync(handle) == 1 else { throw lost() }
    var answers: [PostgresAnswer] = []
    var fault: StoreFault?
    for _ in requests {
      do { answers.append(try answer()) } catch {
        if error.kind == .unreachable { throw error }
        fault = fault ?? error
      }
    }
    guard let sync = try next(), PQresultStatus(sync) == PGRES_PIPELINE_SYNC else { throw lost() }
    PQclear(sync)
    guard PQexitPipelineMode(handle) == 1 else { throw lost() }
    if let fault { throw fault }
    return answers
  }

  /// Does something whole or not at all.
  func transaction<Value>(_ begin: String, _ body: () throws -> Value) throws -> Value {
    try run(begin)
    do {
      let value = try body()
      try run("COMMIT")
      return value
    } catch {
      try? run("ROLLBACK")
      throw error
    }
  }

  private func prepare(_ request: Request) throws(StoreFault) {
    guard prepared[request.text] == nil else { return }
    let name = "s\(prepared.count + 1)"
    let types = request.values.map(\.type)
    guard PQsendPrepare(handle, name, request.text, Int32(types.count), types) == 1 else { throw lost() }
    _ = try answer()
    prepared[request.text] = name
  }

  private func send(_ request: Request) throws(StoreFault) {
    let values = request.values
    let lengths = values.map { Int32($0.bytes?.count ?? 0) }
    let formats = [Int32](repeating: 1, count: values.count)
    // One piece of memory for all values, so that their places stay while they are sent.
    var joined: [UInt8] = [0]
    var starts: [Int?] = []
    for value in values {
      starts.append(value.bytes == nil ? nil : joined.count)
      joined += value.bytes ?? []
    }
    joined.append(0)
    let code = joined.withUnsafeBytes { memory in
      let pointers = starts.map { start in
        start.flatMap { memory.baseAddress?.advanced(by: $0).assumingMemoryBound(to: CChar.self) }
      }
      return PQsendQueryPrepared(
        handle, prepared[request.text] ?? "", Int32(values.count), pointers, lengths, formats, 1)
    }
    guard code == 1 else { throw lost() }
  }

  /// The answer to the next request: its last result.
  private func answer() throws(StoreFault) -> PostgresAnswer {
    var (last, fault): (PostgresAnswer?, StoreFault?) = (nil, nil)
    while let result = try next() {
      defer { PQclear(result) }
      switch PQresultStatus(result) {
      case PGRES_TUPLES_OK, PGRES_COMMAND_OK: last = try PostgresAnswer(result)
      case PGRES_PIPELINE_ABORTED: fault = fault ?? StoreFault(.database, "not done after a fault")
      default: fault = fault ?? Self.fault(of: result)
      }
    }
    guard PQstatus(handle) == CONNECTION_OK else { throw lost() }
    if let fault { throw fault }
    return last ?? PostgresAnswer()
  }

  /// The next result; `nil` at the end of an answer.
  private func next() throws(StoreFault) -> OpaquePointer? {
    while true {
      let unsent = PQflush(handle)
      guard unsent >= 0 else { throw lost() }
      if PQisBusy(handle) == 0 { return PQgetResult(handle) }
      try wait(toSend: unsent == 1)
      guard PQconsumeInput(handle) == 1 else { throw lost() }
    }
  }

  private func wait(toSend: Bool) throws(StoreFault) {
    var place = pollfd(fd: PQsocket(handle), events: Int16(POLLIN | (toSend ? POLLOUT : 0)), revents: 0)
    let end = DispatchTime.now() + .seconds(patience)
    while true {
      let left = max(0, Int64(end.uptimeNanoseconds) - Int64(DispatchTime.now().uptimeNanoseconds))
      let code = poll(&place, 1, Int32(left / 1_000_000))
      if code > 0 { return }
      if code == 0 || errno != EINTR {
        throw StoreFault(.unreachable, "no answer within \(patience) seconds", mayHaveHappened: true)
      }
    }
  }

  private func lost() -> StoreFault {
    StoreFault(
      .unreachable, String(cString: PQerrorMessage(handle)).split(separator: "\n").joined(separator: " "))
  }

  private static func fault(of result: OpaquePointer) -> StoreFault {
    func field(_ code: Character) -> String {
      PQresultErrorField(result, Int32(code.asciiValue ?? 0)).map { String(cString: $0) } ?? ""
    }
    let state = field("C")
    let isFatal = ["FATAL", "PANIC"].contains(field("V"))
    let detail = [field("M"), field("D"), field("t"), "(PostgreSQL \(state))"].filter { !$0.isEmpty }
    return StoreFault(isFatal ? .unreachable : kind(of: state), detail.joined(separator: " "))
  }

  private static func kind(of state: String) -> StoreFault.Kind {
    switch state {
    case "SS001": .fenced
    case "53100": .full
    case "XX001", "XX002": .damaged
    case "42P01", "3F000": .foreign
    case "55P03": .occupied
    case "25006": .follower
    default:
      switch state.prefix(2) {
      case "23", "P0": .constraint
      case "22": .unstorable
      case "08", "57": .unreachable
      case "58": .disk
      default: .database
      }
    }
  }
}
