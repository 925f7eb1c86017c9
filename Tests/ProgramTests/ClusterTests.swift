import Foundation
import Testing

/// Goal: the scripts in `deploy/` make the account that one machine makes. Method: a Slurm of this machine
/// alone, and MPI ranks on it, over a made region of nine tiles; the files are compared byte by byte. What is
/// not installed is said aloud and passed over.
@Suite(.serialized) struct ClusterTests {
  /// Runs a script of `deploy/` in a folder with a made region, and gives what it ended with.
  private func deploy(_ words: [String], in folder: TemporaryFolder) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["bash"] + words
    process.currentDirectoryURL = folder.url
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["SHANSHUI": Program.binary.path, "SHANSHUI_HOME": Program.checkout.path]
    ) { _, own in own }
    let said = folder("said.txt")
    try Data().write(to: said)
    let handle = try FileHandle(forWritingTo: said)
    (process.standardOutput, process.standardError) = (handle, handle)
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try String(contentsOf: said, encoding: .utf8))
  }

  private func script(_ name: String) -> String {
    Program.checkout.appendingPathComponent("deploy/\(name)").path
  }

  private static func isInstalled(_ programs: String...) -> Bool {
    programs.allSatisfy { program in
      ["/usr/bin", "/usr/sbin"].contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
    }
  }

  private func expectTheAccount(_ name: String, in folder: TemporaryFolder) throws {
    #expect(try folder.program.run("account", "region", "--out", "whole", "--quiet").status == 0)
    #expect(try DeterminismTests.bytes(folder(name)) == DeterminismTests.bytes(folder("whole")))
  }

  @Test func `A Slurm of one node makes the account of one machine`() throws {
    guard Self.isInstalled("munged", "slurmctld", "slurmd", "sbatch"), NSUserName() == "root" else {
      print("跳过：没有安装 Slurm，或不是 root · skipped: Slurm is not installed, or this is not root")
      return
    }
    let folder = TemporaryFolder()
    try DeterminismTests.region(at: folder("region"))
    let ended = try deploy(
      [
        script("slurm/one-node.sh"), script("slurm/account.sh"), folder("region").path,
        folder("slurm").path, "3",
      ], in: folder)
    // 4: this machine's Slurm does not start, as in a container without the means it needs.
    if ended.status == 4 {
      print("跳过：Slurm 启动不了 · skipped: Slurm does not start here\n\(ended.text)")
      return
    }
    #expect(ended.status == 0, "\(ended.text)")
    try expectTheAccount("slurm", in: folder)
  }

  @Test func `Ranks of MPI make the account of one machine`() throws {
    guard Self.isInstalled("mpirun") else {
      print("跳过：没有安装 MPI · skipped: MPI is not installed")
      return
    }
    let folder = TemporaryFolder()
    try DeterminismTests.region(at: folder("region"))
    let ended = try deploy(
      [
        script("mpi/account.sh"), folder("region").path, folder("mpi").path, "3", "--allow-run-as-root",
        "--oversubscribe",
      ], in: folder)
    #expect(ended.status == 0, "\(ended.text)")
    try expectTheAccount("mpi", in: folder)
  }

  @Test func `A rank without MPI says so`() throws {
    let ended = try deploy([script("mpi/shard.sh"), "true"], in: TemporaryFolder())
    #expect(ended.status == 2 && ended.text.contains("mpirun"), "\(ended.text)")
  }

  /// By hand: (16 − 4) s over 8192² − 2048² cells are 191 ns, 4 s less what 2048² cells take are 3.2 s; 10⁹
  /// cells at 732 MB for 8192² are 11.4 GB.
  @Test func `The plan follows from what the measurement printed`() throws {
    let folder = TemporaryFolder()
    let printed = """
      2048² round 1: reading 0.80 s (CPU 0.84 s, 270 MB), account 3.00 s (CPU 4.00 s, 302 MB)
      8192² round 1: reading 2.00 s (CPU 7.00 s, 1352 MB), account 4.00 s (CPU 16.00 s, 296 MB)
      layer-mb: 732
      peak-memory-mb: 296

      """
    try Data(printed.utf8).write(to: folder("bench.txt"))
    let ended = try deploy([script("plan.sh"), "bench.txt", "1e9", "2", "8", "100"], in: folder)
    #expect(ended.status == 0, "\(ended.text)")
    for words in ["191 ns", "3.2 s", "11 GB", "34 GB", "0.10 hours"] {
      #expect(ended.text.contains(words), "\(words)\n\(ended.text)")
    }
  }
}
