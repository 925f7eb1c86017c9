import API
import Access
import Foundation
import RegistryDesk
import Seals
import Serving
import Web

/// The registry that `shanshui serve --registry …` answers for.
struct ServedRegistry {
  /// Options that tell of it.
  static let options: [Option] =
    ["--registry", "--access", "--rules", "--calendar", "--keys", "--passphrase-file", "--withdrawn"].map {
      .value($0)
    }
    + [.flag("--behind-tls")]

  let house: RegistryHouse
  /// The keys by which the registry signs and signed; none without `--keys`.
  let keys: [KeyPeriod]
  /// The file of the signed list of withdrawn statements, read anew for each check.
  private let withdrawnPath: String?

  /// That list as it is now.
  var withdrawn: [UInt8]? {
    withdrawnPath.flatMap { FileManager.default.contents(atPath: $0) }.map { Array($0) }
  }

  /// Opens the registry that the arguments name, or prepares its founding; `nil` when they name none.
  init?(_ arguments: Arguments) throws {
    guard let text = arguments["--registry"] else { return nil }
    let file = try AccessPlace(arguments, registry: text).open()
    guard let door = Door(file, clock: { .now }) else {
      throw DeskRefusal(zh: "内存不足，无法启用登录", en: "there is not enough memory for log-ins")
    }
    let rules =
      try arguments["--rules"] ?? Home.find(arguments).packs.appending(path: "registry/plain").path
    let calendar = arguments["--calendar"]
    let signer = try Self.signer(arguments)
    keys = signer?.periods ?? []
    withdrawnPath = arguments["--withdrawn"]
    house = try RegistryHouse(
      RegistryHouse.Settings(
        place: RegistryPlace(text), rules: { try AdoptedRules.files(in: rules, calendar: calendar) },
        isBehindTLS: arguments.has("--behind-tls"), signer: signer),
      door: door)
  }

  private static func signer(_ arguments: Arguments) throws -> StatementSigner? {
    guard let folder = arguments["--keys"] else { return nil }
    guard let path = arguments["--passphrase-file"], let data = FileManager.default.contents(atPath: path)
    else {
      throw DeskRefusal(
        zh: "请用 --passphrase-file 给出签名密钥的口令文件",
        en: "name the file of the keys' passphrase by --passphrase-file")
    }
    let passphrase = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines)
    return try StatementSigner(KeyRing(in: folder), passphrase: passphrase)
  }

  /// The routes of pages and API.
  var routes: [Route] { RegistrySite(house).routes }

  /// What the terminal says when set-up is awaited: the one place where the code is shown.
  var notice: [String] {
    guard let code = house.setUpCode else { return [] }
    return [
      "登记簿尚待建立或启用登录。请打开 /setup，安装码： · the registry awaits set-up: open /setup, with the code:",
      "", "    \(code)", "",
    ]
  }
}

/// Where the file of log-ins lies: beside the registry, or where `--access` says.
struct AccessPlace {
  private let path: String

  init(_ arguments: Arguments, registry: String) throws {
    switch (arguments["--access"], RegistryPlace(registry)) {
    case (let path?, _): self.path = path
    case (nil, .file(let path)): self.path = path + ".access"
    case (nil, .server):
      throw UsageError(
        message:
          "登记簿在服务器上时，请用 --access 写明登录文件 · name the file of log-ins by --access for a registry at a server")
    }
  }

  /// Opens the file, or makes it.
  func open() throws -> AccessFile { try AccessFile(at: path, chance: .system) }

  /// Opens the file of a registry that people log in to.
  func openExisting() throws -> AccessFile {
    guard FileManager.default.fileExists(atPath: path) else {
      throw DeskRefusal(zh: "没有登录文件 \(path)", en: "there is no file of log-ins \(path)")
    }
    return try open()
  }
}
