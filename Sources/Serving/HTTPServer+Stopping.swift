internal import Dispatch

extension HTTPServer {
  /// Stops without losing what was asked: takes no new connections, ends streams of events, lets requests
  /// that run be answered, then closes.
  ///
  /// - Parameter seconds: How long to wait for handlers; those still at work then are answered 503.
  /// - Returns: Whether all were answered in time.
  @discardableResult
  public func stop(within seconds: Double = 30) async -> Bool {
    guard reception.stopsSoon() else { return true }
    await aside { self.daemon.quiesce() }
    let last = Tick.now.after(seconds)
    while reception.connections.isBusy(.now), Tick.now < last {
      for pipe in reception.connections.pipes { pipe.end() }
      await pause()
    }
    let isWhole = !reception.connections.exchanges.contains(where: \.isHandling)
    reception.closes()
    let grace = Tick.now.after(2)
    while !reception.connections.exchanges.isEmpty, Tick.now < grace { await pause() }
    watch.end()
    await aside { self.daemon.stop() }
    reception.settings.log?.flush()
    return isWhole
  }

  private func pause() async { try? await Task.sleep(for: .milliseconds(20)) }

  /// Waits for threads of the library without holding up Swift's own.
  private func aside(_ work: @escaping @Sendable () -> Void) async {
    await withCheckedContinuation { done in
      DispatchQueue.global().async {
        work()
        done.resume()
      }
    }
  }
}
