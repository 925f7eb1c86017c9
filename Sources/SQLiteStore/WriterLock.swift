import Glibc
import Store

/// The right to write to a file, held through a lock beside it until the holder ends, in whatever way.
///
/// The lock does not lie on the database itself: closing any handle of that file would take SQLite's own
/// locks away.
final class WriterLock {
  private var descriptor: Int32

  /// Takes the lock, or refuses at once.
  init(beside path: String) throws(StoreFault) {
    let name = path + "-writer"
    descriptor = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StoreFault(.disk, name) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      Glibc.close(descriptor)
      throw StoreFault(.occupied, name)
    }
  }

  deinit { release() }

  /// Gives the right up, and takes the lock's file away: what it was for is gone.
  func remove(beside path: String) {
    unlink(path + "-writer")
    release()
  }

  /// Gives the right up.
  func release() {
    guard descriptor >= 0 else { return }
    // A child process that is just being started shares the lock until it runs its own program.
    flock(descriptor, LOCK_UN)
    Glibc.close(descriptor)
    descriptor = -1
  }
}
