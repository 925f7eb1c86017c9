import Dispatch
import Foundation
import Geo
import Synchronization

/// Planes in memory while they fit, else in plain files, row after row, so that a grid may be larger than
/// memory.
///
/// The files have no names as soon as they are open: they go when the run ends, however it ends.
final class FilePlanes: PlaneStore {
  private let files: PlaneFiles
  private let held: HeldPlanes
  private let columns: Int
  let threads: Int
  /// Before the names of planes that belong to one relief.
  private let prefix: String

  /// - Parameter memory: Bytes that planes may take; what is beyond goes into files.
  convenience init(folder: URL, grid: Grid, threads: Int, memory: Int) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    self.init(
      PlaneFiles(folder), HeldPlanes(columns: grid.columns, rows: grid.rows, memory: memory),
      columns: grid.columns, threads: max(1, threads), prefix: "")
  }

  private init(_ files: PlaneFiles, _ held: HeldPlanes, columns: Int, threads: Int, prefix: String) {
    self.files = files
    self.held = held
    self.columns = columns
    self.threads = threads
    self.prefix = prefix
  }

  /// The same store with planes of its own beside the figures of cells, which are common to all.
  func part(_ name: String) -> FilePlanes {
    FilePlanes(files, held, columns: columns, threads: threads, prefix: name + "/")
  }

  func whole(_ plane: String, cellBytes: Int) throws -> UnsafeMutableRawPointer? {
    held.cells(own(plane), cellBytes: cellBytes)
  }

  func read(
    _ plane: String, cellBytes: Int, columns: Range<Int>, rows: Range<Int>,
    into start: UnsafeMutableRawPointer, pitch: Int
  ) throws {
    if let cells = held.cells(own(plane), cellBytes: cellBytes) {
      for (line, row) in rows.enumerated() {
        let place = held.place(column: columns.lowerBound, row: row) * cellBytes
        memcpy(start + line * pitch, cells + place, columns.count * cellBytes)
      }
      return
    }
    let handle = try files.handle(own(plane))
    for (line, row) in rows.enumerated() {
      let (target, count) = (start + line * pitch, columns.count * cellBytes)
      let got = pread(handle, target, count, place(row, columns, cellBytes))
      guard got >= 0 else { throw files.failure(reading: true) }
      // Beyond the file's end nothing was written yet.
      if got < count { memset(target + got, 0, count - got) }
    }
  }

  func write(
    _ plane: String, cellBytes: Int, columns: Range<Int>, rows: Range<Int>, from start: UnsafeRawPointer,
    pitch: Int
  ) throws {
    if let cells = held.cells(own(plane), cellBytes: cellBytes) {
      for (line, row) in rows.enumerated() {
        let place = held.place(column: columns.lowerBound, row: row) * cellBytes
        memcpy(cells + place, start + line * pitch, columns.count * cellBytes)
      }
      return
    }
    let handle = try files.handle(own(plane))
    for (line, row) in rows.enumerated() {
      let count = columns.count * cellBytes
      let put = pwrite(handle, start + line * pitch, count, place(row, columns, cellBytes))
      guard put == count else { throw files.failure(reading: false) }
    }
  }

  func remove(_ plane: String) throws {
    held.remove(own(plane))
    files.remove(own(plane))
  }

  private func own(_ plane: String) -> String {
    plane.hasPrefix(CellPlanes.prefix) ? plane : prefix + plane
  }

  func each<Result: Sendable>(
    _ items: [Int], _ work: @Sendable (Int) throws -> Result
  ) throws -> [Result] {
    let state = Mutex<(next: Int, results: [Int: Result], failure: (any Error)?)>((0, [:], nil))
    DispatchQueue.concurrentPerform(iterations: min(threads, items.count)) { _ in
      while true {
        let place = state.withLock { state -> Int? in
          guard state.failure == nil, state.next < items.count else { return nil }
          defer { state.next += 1 }
          return state.next
        }
        guard let place else { return }
        do {
          let result = try work(items[place])
          state.withLock { $0.results[place] = result }
        } catch { state.withLock { $0.failure = $0.failure ?? error } }
      }
    }
    return try state.withLock { state in
      if let failure = state.failure { throw failure }
      return items.indices.compactMap { state.results[$0] }
    }
  }

  private func place(_ row: Int, _ columns: Range<Int>, _ cellBytes: Int) -> off_t {
    off_t((row * self.columns + columns.lowerBound) * cellBytes)
  }
}

/// The files of planes, by name.
private final class PlaneFiles: Sendable {
  private let folder: URL
  private let handles = Mutex<[String: Int32]>([:])

  init(_ folder: URL) { self.folder = folder }

  deinit { handles.withLock { for handle in $0.values { close(handle) } } }

  func handle(_ plane: String) throws -> Int32 {
    try handles.withLock { handles in
      if let handle = handles[plane] { return handle }
      let path = folder.appendingPathComponent("plane-\(UUID().uuidString).raw").path
      let handle = open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
      guard handle >= 0 else { throw failure(reading: false) }
      unlink(path)
      handles[plane] = handle
      return handle
    }
  }

  func remove(_ plane: String) {
    let handle = handles.withLock { $0.removeValue(forKey: plane) }
    if let handle { close(handle) }
  }

  func failure(reading: Bool) -> CocoaError {
    CocoaError(
      reading ? .fileReadCorruptFile : .fileWriteOutOfSpace, userInfo: [NSFilePathErrorKey: folder.path])
  }
}
