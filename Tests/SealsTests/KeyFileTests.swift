import Foundation
import Journal
import Seals
import Testing

/// Goal: a key file is its owner's alone, opens by its passphrase alone, and shows damage.
/// Method: a bit of every byte of a file is flipped; argon2id runs at its least cost here.
@Suite struct KeyFileTests {
  static let light = KeyHardness(passes: 1, memory: 8 << 20) ?? .interactive
  static let passphrase = "青山绿水有字八个"

  @Test func `A key comes back from its file, which is its owner's alone`() throws {
    let folder = try Folder()
    let key = try SigningKey()
    let path = folder.file("a.key")
    try LockedKey(key, passphrase: Self.passphrase, hardness: Self.light).write(to: path)
    let facts = try FileManager.default.attributesOfItem(atPath: path)
    #expect((facts[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    let locked = try LockedKey(file: path)
    #expect(locked.verifying == key.verifying)
    let opened = try locked.open(passphrase: Self.passphrase, path: path)
    #expect(opened.verifying.verifies(try opened.sign([1, 2, 3]), over: [1, 2, 3]))
  }

  @Test func `A wrong passphrase, a short one and a file that is there are told apart`() throws {
    let folder = try Folder()
    let key = try SigningKey()
    let path = folder.file("a.key")
    let locked = try LockedKey(key, passphrase: Self.passphrase, hardness: Self.light)
    try locked.write(to: path)
    #expect(throws: KeyFault.wrongPassphrase(path: path)) {
      try LockedKey(file: path).open(passphrase: "青山绿水有字八", path: path)
    }
    #expect(throws: KeyFault.shortPassphrase) {
      try LockedKey(key, passphrase: "七个字不够长的", hardness: Self.light)
    }
    #expect(throws: KeyFault.file(path: path, reason: "File exists")) { try locked.write(to: path) }
    #expect(throws: KeyFault.file(path: "/no/file", reason: "No such file or directory")) {
      try LockedKey(file: "/no/file")
    }
  }

  @Test func `A file that others may read is not opened`() throws {
    let folder = try Folder()
    let path = folder.file("a.key")
    try LockedKey(SigningKey(), passphrase: Self.passphrase, hardness: Self.light).write(to: path)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    #expect(throws: KeyFault.openToOthers(path: path)) { try LockedKey(file: path) }
  }

  @Test func `A flipped bit in any byte is damage, never a wrong passphrase`() throws {
    let folder = try Folder()
    let path = folder.file("a.key")
    try LockedKey(SigningKey(), passphrase: Self.passphrase, hardness: Self.light).write(to: path)
    let whole = try folder.bytes(of: "a.key")
    for byte in whole.indices {
      var spoilt = whole
      spoilt[byte] ^= 1 << (byte % 8)
      try FileManager.default.removeItem(atPath: path)
      try folder.write(bytes: spoilt, to: "a.key")
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
      do {
        _ = try LockedKey(file: path)
        Issue.record("byte \(byte) was not seen")
      } catch {
        #expect(error == .damaged(path: path) || error == .notKeyFile(path: path), "byte \(byte): \(error)")
      }
    }
  }

  @Test func `Any other text is no key file`() throws {
    let folder = try Folder()
    for text in ["", "{}\n", "[]", "-----BEGIN PRIVATE KEY-----\n", "{\"format\":\"shanshui-key-2\"}\n"] {
      let path = folder.file("b.key")
      try? FileManager.default.removeItem(atPath: path)
      try folder.write(text, to: "b.key")
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
      #expect(throws: KeyFault.notKeyFile(path: path)) { try LockedKey(file: path) }
    }
  }
}
