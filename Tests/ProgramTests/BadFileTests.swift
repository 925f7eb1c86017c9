import Foundation
import Glibc
import Synchronization
import Testing

/// Goal: a file that cannot be read ends in a sentence, not in a crash and not in half an account. Method:
/// one file of a good region at a time is spoiled, and the program is asked for an account.
@Suite(.serialized) struct BadFileTests {
  /// What is wrong with how the program ended; empty when nothing is.
  static func faults(of ended: Program.Ended, names file: String, out: URL) -> [String] {
    var faults: [String] = []
    if ended.wasSignalled { faults.append("ended by signal \(-ended.status)") }
    if ended.status != 1 { faults.append("status \(ended.status)") }
    if !ended.errors.contains(file) { faults.append("does not name \(file)") }
    if !ended.errors.contains("；") && !ended.errors.contains("→") { faults.append("does not say what to do") }
    if FileManager.default.fileExists(atPath: out.appendingPathComponent("account.json").path) {
      faults.append("left an account")
    }
    return faults.isEmpty ? [] : faults + [ended.errors]
  }

  @Test func `More than thirty bad files end in an error that names them, and in no account`() throws {
    let bad = BadFileCatalogue.all
    #expect(bad.count >= 30)
    let folder = TemporaryFolder()
    try MadeRegion.small.write(to: folder("good"))
    let failures = Mutex<[String]>([])
    let (place, program) = (folder.url, folder.program)
    DispatchQueue.concurrentPerform(iterations: bad.count) { index in
      let found: [String]
      do {
        let region = place.appendingPathComponent("region-\(index)")
        try FileManager.default.copyItem(at: place.appendingPathComponent("good"), to: region)
        try bad[index].apply(region)
        let out = place.appendingPathComponent("out-\(index)")
        let ended = try program.run("account", region.path, "--out", out.path, "--quiet", "--threads", "2")
        found = Self.faults(of: ended, names: bad[index].names, out: out)
      } catch { found = ["the test itself failed: \(error)"] }
      if !found.isEmpty { failures.withLock { $0.append("\(bad[index]): \(found.joined(separator: "; "))") } }
    }
    for failure in failures.withLock({ $0 }).sorted() { Issue.record("\(failure)") }
  }

  @Test func `An output folder that cannot be made is named`() throws {
    let folder = TemporaryFolder()
    try MadeRegion.small.write(to: folder("region"))
    try Data("a file\n".utf8).write(to: folder("taken"))
    let ended = try folder.program.run("account", "region", "--out", "taken/out", "--quiet")
    #expect(ended.status == 1)
    #expect(ended.errors.contains("taken/out"), "\(ended.errors)")
  }

  @Test(.disabled(if: geteuid() == 0, "root reads every file: permissions are not tried"))
  func `A file that may not be read is named`() throws {
    let folder = TemporaryFolder()
    try MadeRegion.small.write(to: folder("region"))
    chmod(folder("region/rain.tif").path, 0)
    let ended = try folder.program.run("account", "region", "--out", "out", "--quiet")
    #expect(Self.faults(of: ended, names: "rain.tif", out: folder("out")).isEmpty, "\(ended.errors)")
  }

  @Test func `A full disk is told, and the account is whole once there is room`() throws {
    let folder = TemporaryFolder()
    try MadeRegion.small.write(to: folder("region"))
    try FileManager.default.createDirectory(at: folder("disk"), withIntermediateDirectories: true)
    guard mount("tmpfs", folder("disk").path, "tmpfs", 0, "size=64k") == 0 else {
      print(
        "skipped: no small disk can be mounted here (\(String(cString: strerror(errno)))), "
          + "a full disk is not tried"
      )
      return
    }
    defer { umount2(folder("disk").path, Int32(MNT_DETACH)) }
    let ended = try folder.program.run("account", "region", "--out", "disk/out", "--quiet")
    #expect(Self.faults(of: ended, names: "disk/out", out: folder("disk/out")).isEmpty, "\(ended.errors)")
    #expect(mount("tmpfs", folder("disk").path, "tmpfs", UInt(MS_REMOUNT), "size=64m") == 0)
    let again = try folder.program.run("account", "region", "--out", "disk/out", "--quiet")
    #expect(again.status == 0, "\(again.errors)")
  }
}
