import CFaultyDisk
import Foundation
import SQLiteStore
import Store

/// A disk of a test's own that loses what was not synced, and fails when it is told.
final class FaultyDisk {
  private let disk: OpaquePointer
  let name: String

  init(seed: UInt64) throws {
    name = "faulty-\(UUID().uuidString)"
    guard let disk = faulty_disk_make(name, seed) else { throw StoreFault(.disk, name) }
    self.disk = disk
  }

  deinit { faulty_disk_free(disk) }

  var settings: SQLiteSettings { SQLiteSettings(disk: name, pagesInLog: 12, patience: 0) }

  /// Lets a call from now on fail, counted from 1.
  func fail(_ failure: faulty_failure, at call: Int, stays: Bool) {
    faulty_disk_fail(disk, failure, Int64(call), stays ? 1 : 0)
  }

  /// Calls since the last ``fail(_:at:stays:)``.
  var calls: Int { Int(faulty_disk_calls(disk)) }
  var pending: Int { Int(faulty_disk_pending(disk)) }

  /// The power goes and comes back.
  func crash() { faulty_disk_crash(disk) }
}
