import Dispatch

/// Looks after the connections four times a second.
final class ConnectionWatch: @unchecked Sendable {
  // A dispatch source may be cancelled from any thread.
  private let timer: any DispatchSourceTimer

  init(_ reception: Reception) {
    timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "connections"))
    timer.schedule(deadline: .now() + 0.25, repeating: 0.25)
    timer.setEventHandler { [weak reception] in
      guard let reception else { return }
      reception.connections.sweep(.now, pulse: reception.settings.pulseSeconds)
    }
    timer.resume()
  }

  func end() { timer.cancel() }
}
