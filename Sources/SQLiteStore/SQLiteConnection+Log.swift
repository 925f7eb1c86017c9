import CSQLite
import Store

/// The care of the write-ahead log, between commits, where nobody waits for it.
extension SQLiteConnection {
  /// Bytes in the log before each page, and before the first.
  private static let (head, preface) = (24, 32)
  /// From so many pages on the log grows ahead: what does less is done before that would be worth its time.
  private static let growingAhead = 32
  /// Bytes that are written ahead at a time, and how few may be left: a lone client writes some 20 000 with a
  /// command, and meets a log that grew only once in some forty times.
  private static let (ahead, left) = (1 << 20, 1 << 18)
  /// Bytes of one write; SQLite hands at most 128 KiB to the system and takes more for a full disk.
  private static let piece = 1 << 16
  private static let zeros = [UInt8](repeating: 0, count: piece)

  /// From now on the log is copied into the file only by ``tidyLog(most:)``.
  func watchLog() throws(StoreFault) {
    pageBytes = Int(try number("PRAGMA page_size"))
    shanshui_sqlite_watch_log(handle, pagesInLog)
  }

  /// Whether the log has so many pages.
  func isLogLong(most: Int) -> Bool { Int(pagesInLog.pointee) >= most }

  /// Copies the log into the file when it has so many pages, and makes room in it for what comes.
  ///
  /// - Throws: A fault of the disk: what is in the file is unknown then, and the log must stay.
  func tidyLog(most: Int) throws(StoreFault) {
    let pages = Int(pagesInLog.pointee)
    if pages >= most {
      let code = sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
      // A reader may hold pages back: the rest is copied later.
      guard code == SQLITE_OK || code & 0xff == SQLITE_BUSY else { throw fault(code) }
      pagesInLog.pointee = 0
    } else if pages >= min(Self.growingAhead, most / 4) {
      let (used, most) = (bytes(ofLog: pages), bytes(ofLog: most))
      if used + Self.left > grownTo { growLog(to: min(used + Self.ahead, most)) }
    }
  }

  private func bytes(ofLog pages: Int) -> Int { pages * (pageBytes + Self.head) + Self.preface }

  /// Makes the log longer, in whole pieces. A disk that is full says so at the next commit.
  private func growLog(to size: Int) {
    guard size > grownTo else { return }
    let whole = (size + Self.piece - 1) / Self.piece * Self.piece
    Self.zeros.withUnsafeBytes { zeros in
      _ = shanshui_sqlite_extend_log(handle, zeros.baseAddress, Int32(Self.piece), Int64(whole))
    }
    grownTo = whole
  }
}
