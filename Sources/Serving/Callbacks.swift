import CMicrohttpd
import Glibc

// What the library calls, from threads of its own: free functions, since closures could belong to an actor.

/// The first line of a request has come; what is answered becomes the request's own place.
func requestBegan(
  _ reception: UnsafeMutableRawPointer?, _ target: UnsafePointer<CChar>?, _ connection: OpaquePointer?
) -> UnsafeMutableRawPointer? {
  guard let reception, let target, let connection else { return nil }
  let exchange = Unmanaged<Reception>.fromOpaque(reception).takeUnretainedValue()
    .begin(String(cString: target), ConnectionHandle(pointer: connection))
  return Unmanaged.passRetained(exchange).toOpaque()
}

/// Head, then pieces of the body, then its end have come; and again once the handler has answered.
func requestGoesOn(
  _ reception: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ path: UnsafePointer<CChar>?,
  _ method: UnsafePointer<CChar>?, _ version: UnsafePointer<CChar>?, _ data: UnsafePointer<CChar>?,
  _ size: UnsafeMutablePointer<Int>?, _ place: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
  guard let reception, let connection, let method, let size, let raw = place?.pointee else { return .NO }
  let desk = Unmanaged<Reception>.fromOpaque(reception).takeUnretainedValue()
  let exchange = Unmanaged<Exchange>.fromOpaque(raw).takeUnretainedValue()
  let handle = ConnectionHandle(pointer: connection)
  switch exchange.state.withLock({ $0.stage }) {
  case .begun:
    let isOld = version.map { String(cString: $0) } == "HTTP/1.0"
    return desk.takeHead(exchange, String(cString: method), isOld: isOld, handle)
  case .reading(let head):
    guard size.pointee > 0 else { return desk.handle(exchange, head, handle) }
    defer { size.pointee = 0 }
    return desk.takeBody(exchange, UnsafeRawBufferPointer(start: data, count: size.pointee))
  case .settled(let answer): return desk.send(answer, exchange, handle)
  case .handling, .answering:
    size.pointee = 0
    return .YES
  }
}

/// A request is over, whatever became of it.
func requestEnded(
  _ reception: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
  _ place: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ end: MHD_RequestTerminationCode
) {
  guard let reception, let connection, let raw = place?.pointee else { return }
  place?.pointee = nil
  let exchange = Unmanaged<Exchange>.fromOpaque(raw).takeRetainedValue()
  Unmanaged<Reception>.fromOpaque(reception).takeUnretainedValue()
    .finish(
      exchange, ConnectionHandle(pointer: connection), isWhole: end == .REQUEST_TERMINATED_COMPLETED_OK)
}

/// A client has connected or gone.
func connectionChanged(
  _ reception: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
  _ place: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ what: MHD_ConnectionNotificationCode
) {
  guard let reception, let connection else { return }
  let desk = Unmanaged<Reception>.fromOpaque(reception).takeUnretainedValue()
  let handle = ConnectionHandle(pointer: connection)
  if what == .CONNECTION_NOTIFY_STARTED {
    desk.connections.open(
      handle, socket: shanshui_connection_socket(connection),
      deadline: Tick.now.after(desk.settings.headSeconds))
  } else {
    desk.connections.close(handle)
  }
}

/// Leaves targets as they came: they are decoded by ourselves, strictly.
func leaveEncoded(
  _ nothing: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ text: UnsafeMutablePointer<CChar>?
) -> Int { text.map { strlen($0) } ?? 0 }
