import CMicrohttpd

extension Reception {
  /// The answer of whoever answers this request.
  func answer(_ request: HTTPRequest, _ exchange: Exchange) async -> PreparedAnswer {
    do {
      let response = try await response(request, exchange)
      let answer = try PreparedAnswer(response, for: request.method, request.headers)
      guard answer.isWellFormed else { throw MalformedField() }
      return answer
    } catch let fault as Fault {
      return prepared(fault, request)
    } catch {
      // What failed stands in the log alone: it may tell strangers too much.
      settings.log?.write([
        ("kind", .text("failure")), ("request", .text(exchange.number)), ("path", .text(request.path)),
        ("what", .text(String("\(type(of: error)): \(error)".prefix(2000)))),
      ])
      return prepared(.failed(number: exchange.number), request)
    }
  }

  private func response(_ request: HTTPRequest, _ exchange: Exchange) async throws -> HTTPResponse {
    switch router.find(request) {
    case .route(let route, let values):
      exchange.state.withLock { $0.pattern = route.pattern }
      return try await route.handler(request, values)
    case .otherMethods(let methods): throw Fault.otherMethod(methods)
    case .nothing: throw Fault.notFound
    }
  }

  /// The page of a fault, with the fields that belong to it.
  func prepared(_ fault: Fault, _ request: HTTPRequest?) -> PreparedAnswer {
    var response = settings.faultPage(request, fault)
    if case .otherMethod(let methods) = fault {
      response = response.with("Allow", methods.map(\.rawValue).joined(separator: ", "))
    }
    if fault.status == 503 { response = response.with("Retry-After", "5") }
    return PreparedAnswer(fault: response)
  }

  /// Gives an answer to the library.
  func send(_ answer: PreparedAnswer, _ exchange: Exchange, _ handle: ConnectionHandle) -> MHD_Result {
    let (response, pipe) = response(answer, handle)
    guard let response else { return .NO }
    defer { MHD_destroy_response(response) }
    for field in answer.headers { MHD_add_response_header(response, field.name, field.value) }
    MHD_add_response_header(response, "X-Request-Id", exchange.number)
    if isStopping { MHD_add_response_header(response, "Connection", "close") }
    exchange.state.withLock {
      ($0.stage, $0.status, $0.isStream) = (.answering, answer.status, pipe != nil)
      $0.bytes = $0.method == HTTPMethod.head.rawValue ? 0 : answer.length ?? 0
    }
    connections.update(handle) {
      $0.pipe = pipe
      let patience = 60 + Double(answer.length ?? 0) / Double(max(1, settings.slowestReading))
      $0.deadline = pipe == nil ? Tick.now.after(patience) : nil
    }
    return MHD_queue_response(handle.pointer, UInt32(answer.status), response)
  }

  private func response(_ answer: PreparedAnswer, _ handle: ConnectionHandle) -> (OpaquePointer?, EventPipe?)
  {
    switch answer.content {
    case .bytes(let bytes):
      let response = bytes.withUnsafeBytes {
        MHD_create_response_from_buffer(
          bytes.count, UnsafeMutableRawPointer(mutating: $0.baseAddress), .RESPMEM_MUST_COPY)
      }
      return (response, nil)
    case .part(let file, let first, let length):
      // The library closes its own copy.
      let copy = file.copy()
      guard copy >= 0 else { return (nil, nil) }
      return (MHD_create_response_from_fd_at_offset64(UInt64(length), copy, UInt64(first)), nil)
    case .events(let stream):
      let pipe = EventPipe(handle)
      let response = MHD_create_response_from_callback(
        UInt64.max, 16 << 10, readEvents, Unmanaged.passRetained(pipe).toOpaque(), dropEvents)
      pipe.pump(stream, on: pool)
      if isStopping { pipe.end() }
      return (response, pipe)
    }
  }
}

/// A handler gave a header field with a line break in it.
private struct MalformedField: Error {}
