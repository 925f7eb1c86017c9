import AccountFiles
import Accounts
import Foundation
import Law
import Reports
import Testing

/// Goal: a folder of accounts is listed and opened, whatever else lies there, and nothing outside is reached.
/// Method: the small account, added up by hand, written into folders that are then spoiled.
@Suite struct AccountLibraryTests {
  private let home: String
  private let library: AccountLibrary

  init() throws {
    home = NSTemporaryDirectory() + "account-library-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    library = AccountLibrary(home, keeping: 1)
  }

  private func remove() { try? FileManager.default.removeItem(atPath: home) }

  private func write(_ id: String, _ account: Account = smallAccount()) throws {
    try AccountFolder.write(
      ReportDocument(account: account, provenance: smallProvenance(), map: nil), geometry: nil, maps: nil,
      to: "\(home)/\(id)")
  }

  @Test func `Accounts are listed by the names of their folders, with their totals`() throws {
    defer { remove() }
    try write("b")
    try write("a", smallAccount(waterOfB: 80_000))
    try FileManager.default.createDirectory(atPath: home + "/empty", withIntermediateDirectories: true)
    try Data("x".utf8).write(to: URL(fileURLWithPath: home + "/note.txt"))
    let listing = try library.accounts()
    #expect(listing.entries.map(\.id) == ["a", "b"])
    #expect(listing.entries.map(\.totals.all) == [6_100_000, 6_000_000])
    #expect(listing.entries[0].region.year == 2020 && listing.entries[0].pack.basis == "参照")
    #expect(listing.entries[0].zones == 3 && listing.entries[0].area == 170)
    #expect(listing.broken.isEmpty)
  }

  @Test func `A broken account is named and the others stay`() throws {
    defer { remove() }
    try write("good")
    try write("bad")
    try write("half")
    try Data("{".utf8).write(to: URL(fileURLWithPath: home + "/bad/account.json"))
    try FileManager.default.removeItem(atPath: home + "/half/account.json")
    let listing = try library.accounts()
    #expect(listing.entries.map(\.id) == ["good"])
    #expect(listing.broken.map(\.id) == ["bad", "half"])
    #expect(listing.broken.map(\.error.code) == ["account-folder.damaged", "account-folder.unfinished"])
    #expect(throws: AccountFolderError.self) { try library.open("bad") }
  }

  @Test func `An account made anew is shown from then on`() throws {
    defer { remove() }
    try write("a")
    #expect(try library.open("a").account.totals.all == 6_000_000)
    #expect(try library.accounts().entries[0].totals.all == 6_000_000)
    try write("a", smallAccount(waterOfB: 80_000))
    #expect(try library.open("a").account.totals.all == 6_100_000)
    #expect(try library.accounts().entries[0].totals.all == 6_100_000)
    try FileManager.default.removeItem(atPath: home + "/a")
    #expect(try library.accounts().entries.isEmpty)
    #expect(throws: AccountFolderError.self) { try library.open("a") }
  }

  @Test func `More accounts than are kept can be opened in turn`() throws {
    defer { remove() }
    try write("a")
    try write("b", smallAccount(waterOfB: 80_000))
    for _ in 0..<2 {
      #expect(try library.open("a").figures.figure(zone: "1B", indicator: "water")?.physical == 60_000)
      #expect(try library.open("b").figures.figure(zone: "1B", indicator: "water")?.physical == 80_000)
    }
  }

  @Test(arguments: ["", ".", "..", "../a", "a/../a", "/a", "a/", "a\\b", ".work", "a\u{0}", "a\n"])
  func `A name that could lead elsewhere is no account`(name: String) throws {
    defer { remove() }
    try write("a")
    #expect(throws: AccountFolderError.self) { try library.open(name) }
    #expect(throws: AccountFolderError.self) { try library.files(of: name) }
  }

  @Test func `Only files that the format knows are given away`() throws {
    defer { remove() }
    try write("a")
    try Data("secret".utf8).write(to: URL(fileURLWithPath: home + "/a/notes.txt"))
    try FileManager.default.createDirectory(atPath: home + "/a/maps", withIntermediateDirectories: true)
    for name in ["water.tif", "other.tif"] {
      try Data("tif".utf8).write(to: URL(fileURLWithPath: home + "/a/maps/" + name))
    }
    let names = try library.files(of: "a").map(\.name)
    #expect(names.contains("account.xlsx") && names.contains("maps/water.tif"))
    #expect(!names.contains("notes.txt") && !names.contains("maps/other.tif"))
    #expect(try library.file("account.csv", of: "a").mediaType == "text/csv; charset=utf-8")
    #expect(try library.file("maps/water.tif", of: "a").bytes == 3)
    for name in ["notes.txt", "maps/other.tif", "../a/account.csv", "maps/../account.csv", "account.gdb", ""]
    {
      #expect(throws: AccountFolderError.self) { try library.file(name, of: "a") }
    }
  }

  @Test func `A library without its folder says so`() throws {
    remove()
    #expect(throws: AccountFolderError.folderMissing(home)) { try library.accounts() }
  }
}
