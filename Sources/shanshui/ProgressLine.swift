import Foundation
import Synchronization

/// A line that tells how far a walk is: tiles, rate, time left. Only on a terminal, and not more than a few
/// times a second.
final class ProgressLine: Sendable {
  private struct Inside {
    var shown = ContinuousClock.now
    var first: (tiles: Int, at: ContinuousClock.Instant)?
    var isOpen = false
  }

  private let inside = Mutex(Inside())
  private let quiet: Bool

  init(quiet: Bool) { self.quiet = quiet || !Terminal.isTerminal }

  func show(_ finished: Int, of all: Int) {
    guard !quiet else { return }
    inside.withLock { inside in
      let now = ContinuousClock.now
      let first = inside.first ?? (finished, now)
      inside.first = first
      guard now - inside.shown > .milliseconds(200) || finished == all else { return }
      inside.shown = now
      inside.isOpen = true
      let seconds =
        Double((now - first.at).components.attoseconds) / 1e18 + Double((now - first.at).components.seconds)
      let rate = seconds > 0 ? Double(finished - first.tiles) / seconds : 0
      let left = rate > 0 ? "\(Int(Double(all - finished) / rate)) s" : "—"
      let line = "\r瓦片 tiles \(finished)/\(all)  \(Int(rate))/s  剩余 left \(left)   "
      FileHandle.standardError.write(Data(line.utf8))
    }
  }

  func end() {
    inside.withLock { inside in
      if inside.isOpen { FileHandle.standardError.write(Data("\n".utf8)) }
    }
  }
}

/// Whether somebody pressed Ctrl-C: the walk then ends after the tiles in work. Pressed again, it ends the
/// program, since maps and files are no tiles.
enum Interrupt {
  private static let asked = Atomic(false)

  /// Listens from now on. Whoever starts the program from a thread that blocks signals hands the block down
  /// to it: it is lifted, or Ctrl-C would be waited for in vain. To be called on the main thread.
  static func listen() {
    signal(
      SIGINT,
      { _ in
        Interrupt.asked.store(true, ordering: .relaxed)
        signal(SIGINT, SIG_DFL)
      })
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  static var isAsked: Bool { asked.load(ordering: .relaxed) }
}
