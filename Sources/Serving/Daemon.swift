import CMicrohttpd
import Glibc
import Synchronization

/// The library's daemon with its threads.
final class Daemon: Sendable {
  private struct Pointer: @unchecked Sendable { let value: OpaquePointer }
  private let pointer: Pointer
  private let reception: Unmanaged<Reception>

  /// Starts the threads; `nil` when the library refuses.
  init?(_ reception: Reception, socket: Int32) {
    // The library's threads use it until they have stopped.
    let kept = Unmanaged.passRetained(reception)
    let flags =
      MHD_USE_EPOLL.rawValue | MHD_USE_INTERNAL_POLLING_THREAD.rawValue | MHD_USE_SUSPEND_RESUME.rawValue
    var options = Self.options(reception.settings, socket, kept.toOpaque())
    let started = options.withUnsafeMutableBufferPointer { options in
      withVaList([Int32(MHD_OPTION.ARRAY.rawValue), options.baseAddress!, Int32(MHD_OPTION.END.rawValue)]) {
        MHD_start_daemon_va(UInt32(flags), 0, nil, nil, requestGoesOn, kept.toOpaque(), $0)
      }
    }
    guard let started else {
      kept.release()
      return nil
    }
    (pointer, self.reception) = (Pointer(value: started), kept)
  }

  private static func options(
    _ settings: ServerSettings, _ socket: Int32, _ reception: UnsafeMutableRawPointer
  ) -> [MHD_OptionItem] {
    let began: MHD_URILog = requestBegan
    let ended: MHD_RequestCompletedCallback = requestEnded
    let changed: MHD_NotifyConnectionCallback = connectionChanged
    let unescape: MHD_Unescape = leaveEncoded
    return [
      MHD_OptionItem(option: .LISTEN_SOCKET, value: Int(socket), ptr_value: nil),
      MHD_OptionItem(
        option: .URI_LOG_CALLBACK, value: unsafeBitCast(began, to: Int.self), ptr_value: reception),
      MHD_OptionItem(
        option: .NOTIFY_COMPLETED, value: unsafeBitCast(ended, to: Int.self), ptr_value: reception),
      MHD_OptionItem(
        option: .NOTIFY_CONNECTION, value: unsafeBitCast(changed, to: Int.self), ptr_value: reception),
      MHD_OptionItem(
        option: .UNESCAPE_CALLBACK, value: unsafeBitCast(unescape, to: Int.self), ptr_value: nil),
      MHD_OptionItem(option: .THREAD_POOL_SIZE, value: settings.threads, ptr_value: nil),
      MHD_OptionItem(option: .CONNECTION_LIMIT, value: settings.connections, ptr_value: nil),
      MHD_OptionItem(option: .PER_IP_CONNECTION_LIMIT, value: settings.connectionsPerAddress, ptr_value: nil),
      MHD_OptionItem(
        option: .CONNECTION_TIMEOUT, value: Int(settings.idleSeconds.rounded(.up)), ptr_value: nil),
      MHD_OptionItem(option: .CONNECTION_MEMORY_LIMIT, value: settings.headLimit, ptr_value: nil),
      MHD_OptionItem(option: .END, value: 0, ptr_value: nil),
    ]
  }

  /// Takes no new connections. Those that stand in the system's queue are taken in first.
  func quiesce() {
    let socket = MHD_quiesce_daemon(pointer.value)
    guard socket >= 0 else { return }
    while true {
      var (place, size) = (sockaddr_storage(), socklen_t(MemoryLayout<sockaddr_storage>.size))
      let taken = withUnsafeMutablePointer(to: &place) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
          let client = accept(socket, address, &size)
          if client >= 0 { MHD_add_connection(pointer.value, client, address, size) }
          return client
        }
      }
      if taken < 0 && errno != EINTR { break }
    }
    close(socket)
  }

  /// Ends threads and connections. No connection may be suspended.
  func stop() {
    MHD_stop_daemon(pointer.value)
    reception.release()
  }
}

/// The library has no names for these two kinds of functions.
typealias MHD_URILog =
  @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?) -> UnsafeMutableRawPointer?
typealias MHD_Unescape =
  @convention(c) (UnsafeMutableRawPointer?, OpaquePointer?, UnsafeMutablePointer<CChar>?) -> Int
