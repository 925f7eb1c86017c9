import Foundation
import Journal
import Store
import Testing

@testable import Access

/// Goal: the file keeps what it must, forgets what it must, and holds nothing that opens a door.
@Suite struct AccessFileTests {
  @Test func `Sessions end when idle, and in any case after twelve hours`() throws {
    let place = try TestDoor()
    let session = try place.file.begin(
      person: 7, organisation: 0, .open, insteadOf: nil, at: place.clock.now, chance: .system)
    for _ in 0..<24 {
      place.clock.pass(seconds: 1790)
      #expect(try place.file.session(session.token, at: place.clock.now) == session)
    }
    place.clock.pass(seconds: 300)
    #expect(try place.file.session(session.token, at: place.clock.now) == nil)
    let idle = try place.file.begin(
      person: 7, organisation: 0, .open, insteadOf: nil, at: place.clock.now, chance: .system)
    place.clock.pass(seconds: 1801)
    #expect(try place.file.session(idle.token, at: place.clock.now) == nil)
  }

  @Test func `A session's form token is its own`() throws {
    let place = try TestDoor()
    let sessions = try (0..<2).map { _ in
      try place.file.begin(
        person: 7, organisation: 0, .open, insteadOf: nil, at: place.clock.now, chance: .system)
    }
    #expect(sessions[0].isOwn(sessions[0].formToken))
    #expect(!sessions[0].isOwn(sessions[1].formToken))
    #expect(!sessions[0].isOwn(nil) && !sessions[0].isOwn(""))
  }

  @Test func `Tokens have a scope and an end, and are ended by their person alone`() throws {
    let place = try TestDoor()
    let now = place.clock.now
    let session = try place.file.begin(
      person: 7, organisation: 2, .open, insteadOf: nil, at: now, chance: .system)
    let text = try place.file.makeToken(
      for: session, name: "书记员", scope: .read, days: 2, at: now, chance: .system)
    let token = try #require(try place.file.token(text, at: now))
    #expect(token.person == 7 && token.organisation == 2 && token.scope == .read && token.name == "书记员")
    #expect(try place.file.token(text, at: now.adding(milliseconds: 2 * 86_400_000)) == nil)
    #expect(try !place.file.endToken(token.number, of: 8))
    #expect(try place.file.endToken(token.number, of: 7))
    #expect(try place.file.token(text, at: now) == nil)
  }

  @Test func `No secret stands in the file as it is used`() async throws {
    let place = try TestDoor()
    _ = try await place.enrol(7, code: "wang")
    let session = try place.file.begin(
      person: 7, organisation: 0, .open, insteadOf: nil, at: place.clock.now, chance: .system)
    let token = try place.file.makeToken(
      for: session, name: "a", scope: .act, days: 1, at: place.clock.now, chance: .system)
    let once = try place.file.makeEnrolment(of: 8, at: place.clock.now, chance: .system)
    _ = try? await place.door.enter(
      code: "a password typed as a code", person: nil, password: "x", address: "", insteadOf: nil)
    place.file.close()
    let bytes = try Data(contentsOf: URL(filePath: place.file.path))
    for secret in [
      TestDoor.password, session.token, token, once.description, "a password typed as a code",
    ] {
      #expect(bytes.range(of: Data(secret.utf8)) == nil)
    }
    let mode = try FileManager.default.attributesOfItem(atPath: place.file.path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func `A file of something else stays as it is`() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    let other = Data("no database at all, but long enough to be taken for something of its own".utf8)
    try other.write(to: URL(filePath: path))
    #expect(throws: StoreFault.self) { try AccessFile(at: path, chance: .system) }
    #expect(try Data(contentsOf: URL(filePath: path)) == other)
  }

  @Test func `A file belongs to one registry`() throws {
    let file = try TestDoor().file
    #expect(try file.belongs(to: CommandKey(high: 1, low: 2)))
    #expect(try !file.belongs(to: CommandKey(high: 1, low: 3)))
    #expect(try file.belongs(to: CommandKey(high: 1, low: 2)))
  }
}
