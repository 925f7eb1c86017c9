import Foundation

/// Where `Packs/` lies: `--home`, `SHANSHUI_HOME`, `../share/shanshui` beside the binary, then the checkout.
struct Home {
  let url: URL

  var packs: URL { url.appendingPathComponent("Packs") }
  var methods: URL { packs.appendingPathComponent("methods") }
  var units: URL { packs.appendingPathComponent("units.xml") }

  static func find(_ arguments: Arguments) throws -> Home {
    if let named = arguments["--home"] { return try Home(named, from: "--home") }
    if let named = ProcessInfo.processInfo.environment["SHANSHUI_HOME"], !named.isEmpty {
      return try Home(named, from: "SHANSHUI_HOME")
    }
    let binary = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    let executable = Bundle.main.executableURL?.resolvingSymlinksInPath() ?? binary
    var folder = executable.deletingLastPathComponent()
    let shared = folder.appendingPathComponent("../share/shanshui").standardizedFileURL
    if holdsPacks(shared) { return Home(url: shared) }
    // The checkout: a folder above the build folder, or above where one stands.
    let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    for start in [folder, here] {
      folder = start
      while folder.path != "/" {
        if holdsPacks(folder) { return Home(url: folder) }
        folder.deleteLastPathComponent()
      }
    }
    throw UsageError(
      message: "找不到 Packs 文件夹 · no Packs folder found; name its parent by --home or SHANSHUI_HOME")
  }

  private init(url: URL) { self.url = url }

  private init(_ path: String, from origin: String) throws {
    url = URL(fileURLWithPath: path)
    guard Self.holdsPacks(url) else {
      throw UsageError(message: "\(origin)：\(path) 里没有 Packs/units.xml · there is no Packs/units.xml in it")
    }
  }

  private static func holdsPacks(_ folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent("Packs/units.xml").path)
  }
}
