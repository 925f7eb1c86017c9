import Accounts
import Formula
import Foundation
import Law
import RegionFiles

/// What commands that work on regions share: the home, the packs, an opened region.
struct Workshop {
  let home: Home
  let shelf: PackShelf

  init(_ arguments: Arguments) throws {
    home = try Home.find(arguments)
    shelf = PackShelf(
      folder: home.methods, units: try UnitSystem(definitions: home.units.path),
      threads: try Self.threads(arguments))
  }

  /// Opens a region and prints what is wrong with its file or its pack.
  ///
  /// - Parameter hashing: Threads that hash the region's files meanwhile; nil for none.
  /// - Returns: nil when it is refused.
  func open(_ path: String, hashing threads: Int? = nil) throws -> RegionFolder? {
    let (region, problems) = try RegionFolder.open(path, shelf: shelf, hashing: threads)
    for problem in problems { Terminal.complain(problem.lines(in: nil)) }
    if region == nil {
      let count = problems.filter { $0.severity == .error }.count
      Terminal.complain(["\(path)：\(count) 处错误，未核算 · \(count) error(s), nothing was computed"])
    }
    return region
  }

  /// Threads to use: as asked, else as many as processors.
  static func threads(_ arguments: Arguments) throws -> Int {
    try arguments.int("--threads", least: 1) ?? ProcessInfo.processInfo.activeProcessorCount
  }
}
