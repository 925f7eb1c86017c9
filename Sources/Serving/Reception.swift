import CMicrohttpd
import Glibc
import Synchronization

/// Receives requests from the library's threads, has them handled, and gives the answers back.
final class Reception: Sendable {
  let settings: ServerSettings
  let router: Router
  let connections = OpenConnections()
  let metrics = Metrics()
  let pool: HandlerPool
  private let bodies = Atomic<Int>(0)
  private let counter = Atomic<Int>(0)
  private let stopping = Atomic<Bool>(false)
  private let closing = Atomic<Bool>(false)
  /// Tells the numbers of this run from those of others.
  private let run = String(time(nil), radix: 36)

  init(_ router: Router, _ settings: ServerSettings) {
    (self.router, self.settings) = (router, settings)
    pool = HandlerPool("handler", width: settings.handlers)
  }

  var isStopping: Bool { stopping.load(ordering: .acquiring) }

  /// From now on each answer closes its connection; `false` when it was so before.
  func stopsSoon() -> Bool { !stopping.exchange(true, ordering: .acquiringAndReleasing) }

  /// From now on nothing is handled any more; what is at work is answered 503.
  func closes() {
    closing.store(true, ordering: .sequentiallyConsistent)
    for exchange in connections.exchanges { exchange.settle(prepared(.stopping, nil)) }
    for pipe in connections.pipes { pipe.end() }
  }

  /// The first line of a request has come.
  func begin(_ target: String, _ handle: ConnectionHandle) -> Exchange {
    let number = counter.add(1, ordering: .relaxed).newValue
    let exchange = Exchange(number: "\(run)-\(number)", target: target)
    connections.update(handle) {
      $0.exchange = exchange
      $0.wasUsed = true
      $0.deadline = Tick.now.after(settings.headSeconds)
    }
    return exchange
  }

  /// The head has come.
  ///
  /// - Parameter isOld: Whether it is of HTTP/1.0, which need not name a host.
  func takeHead(
    _ exchange: Exchange, _ method: String, isOld: Bool, _ handle: ConnectionHandle
  ) -> MHD_Result {
    let peer = handle.peer
    exchange.state.withLock {
      ($0.method, $0.peer) = (HTTPMethod(rawValue: method)?.rawValue ?? "other", peer)
      $0.path = String(exchange.target.prefix { $0 != "?" }.prefix(512))
    }
    do throws(Fault) {
      let head = try RequestHead(
        method: method, target: exchange.target, headers: handle.headers, isOld: isOld, peer: peer,
        proxies: settings.proxies, bodyLimit: settings.bodyLimit)
      exchange.state.withLock {
        $0.stage = .reading(head)
        ($0.path, $0.peer) = (head.target.path, head.peer)
        if let length = head.length { $0.body.reserveCapacity(min(length, 1 << 16)) }
      }
      connections.update(handle) { $0.deadline = Tick.now.after(settings.bodySeconds) }
      return .YES
    } catch {
      return send(prepared(error, nil), exchange, handle)
    }
  }

  /// A piece of the body has come. What is too long is read on for a while, so that the client hears why.
  func takeBody(_ exchange: Exchange, _ bytes: UnsafeRawBufferPointer) -> MHD_Result {
    let taken = exchange.state.withLock { state -> (kept: Int, excess: Int) in
      let isFull = state.body.count + bytes.count > settings.bodyLimit
      let isCrowded = bodies.load(ordering: .relaxed) + bytes.count > settings.bodiesLimit
      if isFull || isCrowded || state.excess > 0 {
        state.excess += bytes.count
        return (0, state.excess)
      }
      state.body += bytes
      return (bytes.count, 0)
    }
    bodies.add(taken.kept, ordering: .relaxed)
    return taken.excess > 4 * settings.bodyLimit ? .NO : .YES
  }

  /// Request and body are there: has them handled, the connection sleeping meanwhile.
  func handle(_ exchange: Exchange, _ head: RequestHead, _ handle: ConnectionHandle) -> MHD_Result {
    let (body, excess) = exchange.state.withLock { ($0.body, $0.excess) }
    connections.update(handle) { $0.deadline = nil }
    if excess > 0 {
      let isCrowd = body.count + excess <= settings.bodyLimit
      let fault = isCrowd ? Fault.tooBusy : Fault.tooLarge(limit: settings.bodyLimit)
      return send(prepared(fault, head.request([])), exchange, handle)
    }
    let isTaken = exchange.state.withLock { state in
      // Under the lock: who closes settles all that sleep, and nothing may fall asleep behind its back.
      guard !closing.load(ordering: .sequentiallyConsistent) else { return false }
      handle.suspend()
      state.stage = .handling(handle)
      return true
    }
    guard isTaken else { return send(prepared(.stopping, head.request([])), exchange, handle) }
    let request = head.request(body)
    Task(executorPreference: pool) { exchange.settle(await self.answer(request, exchange)) }
    return .YES
  }

  /// The request is over: the answer was sent, or the client went away.
  func finish(_ exchange: Exchange, _ handle: ConnectionHandle, isWhole: Bool) {
    let state = exchange.state.withLock { state in
      defer { state.body = [] }
      return state
    }
    bodies.subtract(state.body.count, ordering: .relaxed)
    connections.update(handle) {
      $0.exchange = nil
      $0.pipe = nil
      $0.deadline = Tick.now.after(settings.idleSeconds)
    }
    record(exchange, state, isWhole: isWhole)
  }

  private func record(_ exchange: Exchange, _ state: Exchange.State, isWhole: Bool) {
    let seconds = Tick.now.seconds(since: exchange.began)
    metrics.count(
      route: state.pattern, method: state.method, status: state.status, bytes: state.bytes,
      seconds: state.isStream ? nil : seconds, isWhole: isWhole)
    settings.log?.write([
      ("kind", .text("request")), ("request", .text(exchange.number)), ("method", .text(state.method)),
      ("path", .text(state.path)), ("route", .text(state.pattern)), ("status", .whole(state.status)),
      ("bytes", .whole(state.bytes)), ("ms", .thousandths(Int(seconds * 1e6))),
      ("peer", .text(state.peer)), ("end", .text(isWhole ? "whole" : "cut-off")),
    ])
  }
}
