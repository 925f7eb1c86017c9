import Access
import Foundation
import Journal
import Synchronization
import Testing

/// A door over a new file, with a clock that tests turn.
final class TestDoor: Sendable {
  let door: Door
  let file: AccessFile

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "access-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    file = try AccessFile(at: folder.appending(path: "a.access").path, chance: .system)
    let time = Clock()
    clock = time
    let made = Door(file, hardness: .light, clock: { time.now })
    door = try #require(made)
  }

  let clock: Clock

  final class Clock: Sendable {
    private let time = Atomic<Int64>(1_780_000_000_000)
    var now: Moment { Moment(milliseconds: time.load(ordering: .relaxed)) }
    func pass(seconds: Int64) { time.add(seconds * 1000, ordering: .relaxed) }
  }

  static let password = "correct horse battery"

  /// Enrols a person, and tells its time codes.
  func enrol(_ person: UInt32, code: String) async throws -> TimeCode {
    let once = try file.makeEnrolment(of: person, at: clock.now, chance: .system)
    let session = try await door.enrol(
      code: code, person: person, by: once.description, passwords: (Self.password, Self.password),
      address: "192.0.2.1", insteadOf: nil)
    let codes = try #require(try door.codes(in: session))
    _ = try door.prove(
      codes.present(at: clock.now), in: session, code: code, organisation: 0, address: "192.0.2.1")
    return codes
  }

  func enter(_ person: UInt32?, _ password: String = TestDoor.password, from address: String = "192.0.2.1")
    async throws -> Session
  {
    try await door.enter(
      code: "wang", person: person, password: password, address: address, insteadOf: nil)
  }
}
