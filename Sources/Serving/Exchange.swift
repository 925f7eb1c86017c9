/// One request and its answer, from the first line to the last byte.
final class Exchange: Sendable {
  enum Stage: Sendable {
    /// The first line has come.
    case begun
    /// The head has come, the body is coming.
    case reading(RequestHead)
    /// A handler is at work; the connection is suspended.
    case handling(ConnectionHandle)
    /// The answer is there.
    case settled(PreparedAnswer)
    /// The answer was given to the library.
    case answering
  }

  struct State: Sendable {
    var stage: Stage
    var body: [UInt8] = []
    /// Bytes of the body beyond what is kept.
    var excess = 0
    var pattern = ""
    var method = ""
    var path = ""
    var peer = ""
    var status = 0
    /// Bytes behind the head of the answer.
    var bytes = 0
    var isStream = false
  }

  /// The number by which the log knows it.
  let number: String
  let began = Tick.now
  /// As it stands in the first line.
  let target: String
  let state: Guarded<State>

  init(number: String, target: String) {
    (self.number, self.target) = (number, target)
    state = Guarded(State(stage: .begun))
  }

  /// Gives the answer and wakes the connection; only the first answer counts.
  func settle(_ answer: PreparedAnswer) {
    let handle = state.withLock { state -> ConnectionHandle? in
      guard case .handling(let handle) = state.stage else { return nil }
      state.stage = .settled(answer)
      return handle
    }
    handle?.resume()
  }

  /// Whether a handler is at work.
  var isHandling: Bool {
    state.withLock { if case .handling = $0.stage { true } else { false } }
  }
}
